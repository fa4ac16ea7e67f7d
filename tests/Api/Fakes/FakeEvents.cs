using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Watchfloor.Events;
using Watchfloor.Notifications;
using Watchfloor.Store;

namespace Watchfloor.Tests.Api.Fakes;

/// <summary>Events, their journal and their feed in memory. A cursor is <c>epoch:n</c>, base64url.</summary>
sealed class FakeEvents : IEventReads, IFeed, ITombstones, IOccurrences
{
    public ValueTask<string?> ClaimedBy(TenantId tenant, string source, string externalId, CancellationToken cancellation) =>
        new((string?)null);

    const string Epoch = "e1";
    readonly Lock _gate = new();
    readonly List<FeedItem> _feed = [];

    public event Action? Moved;

    /// <summary>Called before somebody reads what changed.</summary>
    public Action? BeforeRead { get; set; }

    /// <summary>Called before somebody reads how that looks.</summary>
    public Action? BeforeFind { get; set; }

    /// <summary>The last filter that somebody came with.</summary>
    public EventFilter? Asked { get; private set; }

    public ConcurrentDictionary<string, EventView> Views { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, List<JournalRow>> Rows { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, List<PageView>> PagesOf { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, DateTimeOffset> Removed { get; } = new(StringComparer.Ordinal);

    public ValueTask<DateTimeOffset?> RemovedAt(EntityId entity, CancellationToken cancellation) =>
        new(Removed.TryGetValue(entity.Id, out var at) ? at : null);

    /// <summary>The event is now so, and the feed says it.</summary>
    public string Change(EventView view)
    {
        string cursor;
        lock (_gate)
        {
            Views[view.Id] = view;
            cursor = CursorAt(_feed.Count + 1);
            _feed.Add(new(cursor, TenantId.Default, view.Id, Kinds.Event));
        }
        Moved?.Invoke();
        return cursor;
    }

    public static string CursorAt(int n, string epoch = Epoch) => WebEncoders.Base64UrlEncode(Encoding.ASCII.GetBytes($"{epoch}:{n}"));

    public ValueTask<string> Head(CancellationToken cancellation)
    {
        lock (_gate)
            return new(CursorAt(_feed.Count));
    }

    public ValueTask<FeedBatch> After(string cursor, int limit, CancellationToken cancellation)
    {
        BeforeRead?.Invoke();
        lock (_gate)
        {
            var after = _feed.Skip(Place(cursor)).Take(limit).ToList();
            return new(new FeedBatch(after, after.Count > 0 ? after[^1].Cursor : cursor));
        }
    }

    public ValueTask<Listing<EventView>> List(
        TenantId tenant,
        EventFilter filter,
        int limit,
        string? cursor,
        CancellationToken cancellation
    )
    {
        Asked = filter;
        var from = cursor is null ? 0 : Place(cursor);
        var all = Views
            .Values.Where(view => filter.Statuses.Count == 0 || filter.Statuses.Contains(view.Status))
            .Where(view => filter.Severities.Count == 0 || filter.Severities.Contains(view.Severity))
            .Where(view => filter.Categories.Count == 0 || filter.Categories.Contains(view.Category));
        var sorted =
            filter.Order == EventOrder.Urgency
                ? all.OrderBy(view => view.Severity)
                : all.OrderByDescending(view => filter.Order == EventOrder.Newest ? view.ReceivedAt : view.DetectedAt);
        var items = sorted.ThenBy(view => view.Id, StringComparer.Ordinal).Skip(from).ToList();
        return new(new Listing<EventView>([.. items.Take(limit)], items.Count > limit ? CursorAt(from + limit) : null));
    }

    public ValueTask<EventFacets> Facets(TenantId tenant, EventFilter filter, int most, CancellationToken cancellation)
    {
        Asked = filter;
        var statuses = Views.Values.GroupBy(view => view.Status).ToDictionary(group => group.Key, group => group.Count());
        return new(
            new EventFacets(
                Views.Count,
                true,
                statuses,
                new Dictionary<Severity, int>(),
                new Dictionary<string, int>(),
                new Dictionary<string, int>(),
                new Dictionary<string, int>(),
                new Dictionary<string, int>(),
                new Dictionary<AsideKind, int>()
            )
        );
    }

    public ValueTask<EventView?> Find(TenantId tenant, string eventId, CancellationToken cancellation) =>
        new(Views.GetValueOrDefault(eventId));

    public ValueTask<IReadOnlyList<EventView>> Find(TenantId tenant, IReadOnlyCollection<string> eventIds, CancellationToken cancellation)
    {
        BeforeFind?.Invoke();
        return new([.. eventIds.Select(Views.GetValueOrDefault).OfType<EventView>()]);
    }

    public ValueTask<IReadOnlyList<JournalRow>> Journal(TenantId tenant, string eventId, CancellationToken cancellation) =>
        new(Rows.TryGetValue(eventId, out var rows) ? rows : []);

    public ValueTask<Listing<PageView>> Notifications(
        TenantId tenant,
        IReadOnlyList<PageStatus> statuses,
        int limit,
        string? cursor,
        CancellationToken cancellation
    ) =>
        new(
            new Listing<PageView>(
                [.. PagesOf.Values.SelectMany(pages => pages).Where(page => statuses.Count == 0 || statuses.Contains(page.Status))],
                null
            )
        );

    public ValueTask<IReadOnlyList<PageView>> Pages(TenantId tenant, string eventId, CancellationToken cancellation) =>
        new(PagesOf.TryGetValue(eventId, out var pages) ? pages : []);

    int Place(string cursor)
    {
        try
        {
            var parts = Encoding.ASCII.GetString(WebEncoders.Base64UrlDecode(cursor)).Split(':');
            if (parts is [Epoch, var n] && int.TryParse(n, out var place) && place <= _feed.Count + Views.Count)
                return place;
        }
        catch (FormatException)
        {
            // falls through: it is none of ours
        }
        throw new InvalidCursorException("none of ours");
    }
}
