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
sealed record LiveBatch(string Cursor, IReadOnlyList<LiveChange> Changes);
