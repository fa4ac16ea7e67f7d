namespace Watchfloor.Store;

/// <summary>A file as it lies in the store, without its bytes.</summary>
/// <param name="Hash">SHA-256 of the bytes.</param>
/// <param name="By">The id of who brought it.</param>
public sealed record StoredFile(string Id, string Name, string Type, long Size, ReadOnlyMemory<byte> Hash, string By, DateTimeOffset At)
{
    /// <summary>Bytes of each part but the last: a file is written and read part by part, so that nobody waits for all of it.</summary>
    public const int PartSize = 512 << 10;

    /// <summary>How many parts it has.</summary>
    public int Parts => (int)((Size + PartSize - 1) / PartSize);
}

/// <summary>
/// The bytes of attachments. A file is shown where its event holds it, and nowhere else: it is put here first, then the event takes it.
/// What no event holds goes with retention a day later.
/// </summary>
public interface IAttachments
{
    /// <summary>
    /// Makes a file durable, for an event to take it. The same again changes nothing; false where another file has this id.
    /// </summary>
    Task<bool> Put(TenantId tenant, string eventId, StoredFile file, ReadOnlyMemory<byte> bytes);

    /// <summary>The files that an event holds, oldest first.</summary>
    ValueTask<IReadOnlyList<StoredFile>> Of(TenantId tenant, string eventId, CancellationToken cancellation);

    /// <summary>One file that an event holds, or null.</summary>
    ValueTask<StoredFile?> Find(TenantId tenant, string eventId, string fileId, CancellationToken cancellation);

    /// <summary>A part of a file, counted from 0; null where it is gone.</summary>
    ValueTask<byte[]?> Part(TenantId tenant, string fileId, int part, CancellationToken cancellation);

    /// <summary>Its event is about to let go of it: if nobody comes to <see cref="Drop"/> it, retention does.</summary>
    Task Loosen(TenantId tenant, string fileId);

    /// <summary>Takes its bytes away, unless its event holds it.</summary>
    Task Drop(TenantId tenant, string fileId);
}
