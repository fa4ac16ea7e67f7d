using Orleans.Streams;

namespace Orleans.Hosting
{
    /// <summary>Configures memory streams.</summary>
    public interface ISiloMemoryStreamConfigurator
    {
        string Name { get; }
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
