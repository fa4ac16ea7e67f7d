using System.Text.Json;
using Watchfloor.Events;
using Watchfloor.Json;

namespace Watchfloor.Live;

/// <summary>An event after a change, and the place right after that change. Its JSON is made once for all who look.</summary>
sealed class LiveChange(string cursor, TenantId tenant, EventView view)
{
    readonly Lazy<byte[]> _json = new(() => JsonSerializer.SerializeToUtf8Bytes(view, WireJson.Options));

    public string Cursor => cursor;

    public TenantId Tenant => tenant;

    public EventView Event => view;

    public ReadOnlyMemory<byte> Json => _json.Value;
}

/// <summary>Changes in order, several of one event as one, and the place after them. An empty batch only says where one stands.</summary>
sealed class LiveBatch(string cursor, IReadOnlyList<LiveChange> changes)
{
    public string Cursor => cursor;

    public IReadOnlyList<LiveChange> Changes => changes;

    /// <summary>The events as they stand after the changes, written once for all who are told of this batch.</summary>
    public WrittenEvents Events { get; } = new(changes);

    /// <summary>Of the same place, with some of the changes only.</summary>
    public LiveBatch With(IEnumerable<LiveChange> some) => new(cursor, [.. some]);
}
