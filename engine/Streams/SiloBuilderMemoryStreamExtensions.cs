using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;

namespace Orleans.Hosting
{
    /// <summary>Configures memory streams.</summary>
    public interface ISiloMemoryStreamConfigurator
    {
        string Name { get; }
    }

    /// <summary>Configures the memory streams of a client.</summary>
    public interface IClusterClientMemoryStreamConfigurator
    {
        string Name { get; }
    }

    /// <summary>Streams that a client publishes to.</summary>
    public static class ClientBuilderStreamingExtensions
    {
        public static IClientBuilder AddMemoryStreams(
            this IClientBuilder builder,
            string name,
            Action<IClusterClientMemoryStreamConfigurator>? configure = null
        )
        {
            builder.Services.AddKeyedSingleton<IStreamProvider>(name, (services, _) => new ClientStreamProvider(name, services));
            configure?.Invoke(new Configurator(name));
            return builder;
        }

        sealed record Configurator(string Name) : IClusterClientMemoryStreamConfigurator;
    }

    /// <summary>Streams that live in the memory of the silo.</summary>
    public static class SiloBuilderMemoryStreamExtensions
    {
        public static ISiloBuilder AddMemoryStreams(
            this ISiloBuilder builder,
            string name,
            Action<ISiloMemoryStreamConfigurator>? configure = null
        )
        {
            MemoryStreamProvider.AddTo(builder.Services, name);
            configure?.Invoke(new Configurator(name));
            return builder;
        }

        sealed record Configurator(string Name) : ISiloMemoryStreamConfigurator;
    }
}
