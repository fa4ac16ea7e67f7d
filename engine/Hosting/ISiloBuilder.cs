using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Hosting;

/// <summary>What a silo is composed with.</summary>
public interface ISiloBuilder
{
    IServiceCollection Services { get; }

    IConfiguration Configuration { get; }
}

/// <summary>What a client is composed with.</summary>
public interface IClientBuilder
{
    IServiceCollection Services { get; }

    IConfiguration Configuration { get; }
}

sealed record SiloBuilder(IServiceCollection Services, IConfiguration Configuration) : ISiloBuilder;

sealed record ClientBuilder(IServiceCollection Services, IConfiguration Configuration) : IClientBuilder;
