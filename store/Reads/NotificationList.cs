using System.Text.Json;
using Watchfloor.Notifications;

namespace Watchfloor.Store;

/// <summary>A page of a list of notifications: each status has an index in the order of the list, and what they lead to is brought together.</summary>
sealed class NotificationList
{
    readonly string _name;

    public NotificationList(TenantId tenant, IReadOnlyList<PageStatus> statuses, string? cursor)
    {
        Statuses = statuses.Count == 0 ? [null] : [.. statuses.Distinct().Order().Select(status => Words.Of(status))];
        _name = $"notifications/{tenant}/{string.Join(',', Statuses)}";
        if (cursor is not null && ListCursor.Read(_name, cursor, JsonValueKind.Number, JsonValueKind.String) is [var due, var id])
            (DueAt, Id) = (due.GetInt64(), id.GetString()!);
    }

    /// <summary>One question each; null is any.</summary>
    public IReadOnlyList<string?> Statuses { get; }

    /// <summary>Where the page before ended, in microseconds; far ahead where there was none.</summary>
    public long DueAt { get; } = long.MaxValue;

    public string Id { get; } = "";

    public Listing<PageView> Of(IEnumerable<(long DueAt, string Id, PageView View)> found, int limit)
    {
        var rows = found
            .OrderByDescending(row => row.DueAt)
            .ThenByDescending(row => row.Id, StringComparer.Ordinal)
            .Take(limit + 1)
            .ToList();
        var next = rows.Count > limit ? ListCursor.Write(_name, rows[limit - 1].DueAt, rows[limit - 1].Id) : null;
        return new([.. rows.Take(limit).Select(row => row.View)], next);
    }
}
