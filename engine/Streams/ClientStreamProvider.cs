using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Clustering;
using Orleans.Codec;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>Streams of a client: it publishes into the silo of its process, or to the subscribers wherever they are; items cross as bytes.</summary>
sealed class ClientStreamProvider : IStreamProvider
{
    readonly ClientConnection _connection;
    readonly MemoryStreamProvider? _own;

    internal ClientStreamProvider(string name, IServiceProvider services)
    {
        Name = name;
        _connection = services.GetRequiredService<ClientConnection>();
        if (services.GetService<ICluster>() is not { } cluster)
            return;
        var logger = services.GetRequiredService<ILogger<ClientStreamProvider>>();
        var references = _connection.References;
        _own = new(
            name,
            references,
            _connection.Kinds,
            logger,
            services.GetRequiredKeyedService<TimeProvider>(StreamingTimeProviderNames.Streaming),
            new(name, references, logger, cluster)
        );
    }

    public string Name { get; }

    public bool IsRewindable => false;

    public IAsyncStream<T> GetStream<T>(StreamId streamId)
    {
        if (_own is not null)
            return _own.GetStream<T>(streamId);
        var silo = _connection.Find();
        var provider = (MemoryStreamProvider)MemoryStreamProvider.Find(silo.Services, Name);
        return new MemoryStream<T>(provider, streamId, item => Cross(item, silo));
    }

    static T Cross<T>(T item, Silo silo)
    {
        using var writer = new Writer();
        Codecs.Write(writer, item);
        return Codecs.Read<T>(new(writer.Written, silo.References));
    }
}
