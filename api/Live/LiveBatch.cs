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

    /// <summary>False where all who look were told the very same of it last: something that belongs to it changed, and does not show.</summary>
    public bool IsNews { get; set; } = true;
}

/// <summary>Changes in order, several of one event as one, and the place after them. An empty batch only says where one stands.</summary>
sealed class LiveBatch(string cursor, IReadOnlyList<LiveChange> changes)
{
    readonly Lock _gate = new();
    SharedFrame? _frame;

    public string Cursor => cursor;

    public IReadOnlyList<LiveChange> Changes => changes;

    /// <summary>It holds as much as one read gives.</summary>
    public bool MayHaveMore { get; init; }

    /// <summary>Whether anything in it looks other than before.</summary>
    public bool HasNews => changes.Any(change => change.IsNews);

    /// <summary>The frame that tells what looks other than before, the same for all who look.</summary>
    public SharedFrame Frame(TimeProvider time)
    {
        lock (_gate)
            return _frame ??= new(cursor, time.GetUtcNow(), new WrittenEvents([.. changes.Where(change => change.IsNews)]));
    }

    /// <summary>Of the same place, with some of the changes only.</summary>
    public LiveBatch With(IEnumerable<LiveChange> some) => new(cursor, [.. some]);
}
