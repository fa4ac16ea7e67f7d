namespace Watchfloor.Store;

/// <summary>One call that changed something, or tried to.</summary>
/// <param name="Actor">The id of the key or account, or <c>stranger</c>; never a name.</param>
/// <param name="Operation">Its id in the API's document, such as <c>acknowledgeEvent</c>.</param>
/// <param name="Path">What it was about; without a query.</param>
/// <param name="Status">The HTTP status of the answer.</param>
/// <param name="Trace">The trace id, 32 hex digits, or null.</param>
public sealed record AuditEntry(TenantId Tenant, DateTimeOffset At, string Actor, string Operation, string Path, int Status, string? Trace);

/// <summary>Which entries; null matches all.</summary>
public sealed record AuditFilter(string? Actor = null, string? Operation = null, DateTimeOffset? From = null, DateTimeOffset? To = null);

/// <summary>The book of who did what. Entries are added, never changed.</summary>
public interface IAudit
{
    /// <summary>Completes when durable.</summary>
    Task Add(AuditEntry entry);

    /// <summary>The same for an entry that nobody waits for: it may wait a moment and go along with what is written next.</summary>
    Task AddBehind(AuditEntry entry) => Add(entry);

    /// <summary>A page of a tenant's entries, newest first. Throws <see cref="InvalidCursorException"/> for a cursor that is none of ours.</summary>
    ValueTask<Listing<AuditEntry>> List(TenantId tenant, AuditFilter filter, int limit, string? cursor, CancellationToken cancellation);
}
