using Orleans.Codec;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>Streams of a client: it publishes into the silo, every item crosses as bytes.</summary>
sealed class ClientStreamProvider(string name, ClientConnection connection) : IStreamProvider
{
    public string Name { get; } = name;

    public bool IsRewindable => false;

    public IAsyncStream<T> GetStream<T>(StreamId streamId)
    {
        var silo = connection.Find();
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
