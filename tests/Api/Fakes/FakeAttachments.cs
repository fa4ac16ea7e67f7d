using System.Collections.Concurrent;
using Watchfloor.Store;

namespace Watchfloor.Tests.Api.Fakes;

/// <summary>Files in memory. Events hold what the test says.</summary>
sealed class FakeAttachments : IAttachments
{
    readonly ConcurrentDictionary<string, (string EventId, StoredFile File, byte[] Bytes)> _files = new(StringComparer.Ordinal);

    /// <summary>The ids of the files that events hold.</summary>
    public ConcurrentDictionary<string, bool> Held { get; } = new(StringComparer.Ordinal);

    public IEnumerable<string> Stored => _files.Keys;

    public Task<bool> Put(TenantId tenant, string eventId, StoredFile file, ReadOnlyMemory<byte> bytes)
    {
        var known = _files.GetOrAdd(file.Id, (eventId, file, bytes.ToArray()));
        return Task.FromResult(known.EventId == eventId && known.File.Hash.Span.SequenceEqual(file.Hash.Span));
    }

    public ValueTask<IReadOnlyList<StoredFile>> Of(TenantId tenant, string eventId, CancellationToken cancellation) =>
        new([.. _files.Values.Where(it => it.EventId == eventId && Held.ContainsKey(it.File.Id)).Select(it => it.File)]);

    public async ValueTask<StoredFile?> Find(TenantId tenant, string eventId, string fileId, CancellationToken cancellation) =>
        (await Of(tenant, eventId, cancellation)).FirstOrDefault(file => file.Id == fileId);

    public ValueTask<byte[]?> Part(TenantId tenant, string fileId, int part, CancellationToken cancellation) =>
        new(
            _files.TryGetValue(fileId, out var it)
                ? it
                    .Bytes.AsSpan(part * StoredFile.PartSize, Math.Min(StoredFile.PartSize, it.Bytes.Length - (part * StoredFile.PartSize)))
                    .ToArray()
                : null
        );

    public Task Loosen(TenantId tenant, string fileId) => Task.CompletedTask;

    public Task Drop(TenantId tenant, string fileId)
    {
        if (!Held.ContainsKey(fileId))
            _files.TryRemove(fileId, out _);
        return Task.CompletedTask;
    }
}
