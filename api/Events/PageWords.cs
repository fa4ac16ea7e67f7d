using Watchfloor.Notifications;

namespace Watchfloor.Events;

/// <summary>Pages, and why there are those and no others, as sentences.</summary>
static class PageWords
{
    /// <summary>Longer than word of an event is on its way to its escalations, where all is well.</summary>
    static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(10);

    const string Exhausted = "Every level was reached before anybody acknowledged.";

    /// <summary>The page with its sentence.</summary>
    public static PageView Told(PageView page) => page with { Why = Sentence(page) };

    /// <summary>What became of an event's escalations, and of its pages; and <paramref name="whom"/> the next level pages, by name.</summary>
    public static string Of(
        EventView view,
        IReadOnlyList<Climb> climbs,
        IReadOnlyList<PageView> pages,
        IReadOnlyList<string> whom,
        DateTimeOffset now
    ) => string.Join(' ', new[] { Counted(pages), climbs.Count > 0 ? Stand(view, climbs[^1], whom) : Unbegun(view, now) }.OfType<string>());

    static string Sentence(PageView page)
    {
        var channel = page.ChannelName ?? page.ChannelId;
        var round = page.Round > 1 ? $", round {page.Round}" : "";
        var level = $"level {page.Level} of {page.PolicyName}{round}";
        return page.Status switch
        {
            PageStatus.Delivered =>
                $"{channel} was paged for {level}{Because(page)}: due {At(page.DueAt)}, delivered {At(page.DeliveredAt!.Value)}{Tries(page)}."
                    + (page.Crossed ? " Somebody acknowledged while it was under way." : ""),
            PageStatus.Dead =>
                $"{channel} could not be paged for {level}{Because(page)}, due {At(page.DueAt)}, and was given up{Tries(page)}: {page.Reason}",
            PageStatus.Suppressed => $"{channel} was not paged for {level}, due {At(page.DueAt)}{Tries(page)}: {page.Reason}",
            PageStatus.Retrying =>
                $"{channel} could not be paged yet for {level}{Because(page)}, due {At(page.DueAt)}, and is tried again: {page.Attempts[^1].Detail}",
            _ => $"{channel} is being paged for {level}{Because(page)}, due {At(page.DueAt)}.",
        };
    }

    static string Because(PageView page) =>
        page.Cause switch
        {
            null => "",
            "due" when page is { Level: 1, Round: 1 } => ", since nobody had acknowledged",
            "due" => ", since nobody had acknowledged after the level before",
            "sla breached" => ", since the SLA was breached",
            var cause => $" ({cause})",
        };

    static string Tries(PageView page) =>
        page.Attempts.Count switch
        {
            0 or 1 when page.Status == PageStatus.Delivered => "",
            0 => "",
            1 => " after one attempt",
            var count when page.Status == PageStatus.Delivered => $" at attempt {count}",
            var count => $" after {count} attempts",
        };

    static string? Counted(IReadOnlyList<PageView> pages)
    {
        var delivered = pages.Count(page => page.Status == PageStatus.Delivered);
        var dead = pages.Count(page => page.Status == PageStatus.Dead);
        var suppressed = pages.Count(page => page.Status == PageStatus.Suppressed);
        var open = pages.Count - delivered - dead - suppressed;
        var parts = new[]
        {
            delivered > 0 ? $"{Pages(delivered)} delivered" : null,
            open > 0 ? $"{Pages(open)} under way" : null,
            dead > 0 ? $"{Pages(dead)} given up" : null,
            suppressed > 0 ? $"{Pages(suppressed)} not made" : null,
        };
        return pages.Count == 0 ? null : $"{string.Join(", ", parts.OfType<string>())}.";
    }

    /// <summary>Why no escalation has begun.</summary>
    static string Unbegun(EventView view, DateTimeOffset now) =>
        view.Historical ? "It was told for the record, so nobody is paged."
        : view.Gathering is { } gathering ? $"It was seen {gathering.Seen} of {gathering.Count} times, so nobody is paged yet."
        : view.Status == EventStatus.New && now - view.UpdatedAt < OnItsWay ? $"No escalation has begun so far{For(view)}."
        : $"No escalation policy served it when it was raised{For(view)}, so nobody was paged.";

    static string For(EventView view) =>
        $" (severity {Input.Words.Wire(view.Severity)}, category {view.Category}, "
        + $"{(view.FacilityId is { } facility ? $"facility {facility}" : "no facility")})";

    static string Stand(EventView view, Climb climb, IReadOnlyList<string> whom) =>
        climb switch
        {
            { Policies.Count: 0, Number: > 1 } =>
                $"No escalation policy has served it since {At(climb.RaisedAt)}, so nobody was paged since.",
            { Silenced: { } silenced, Policies.Count: 0 } => $"Nobody was paged: {silenced.Reason} before any escalation could begin.",
            { Silenced: { } silenced } when IsExhausted(climb) && climb.Reached.Values.All(level => level.At <= silenced.At) => Exhausted,
            { Silenced: { } silenced } => $"Escalation ended {At(silenced.At)}: {silenced.Reason}.",
            { Held: { } held } => $"Escalation is held since {At(held.At)}: {held.Reason}.",
            _ when view.NextPage is { } next =>
                $"Level {next.Level} of {next.Policy} follows {At(next.At)}{Whom(whom)}, unless somebody acknowledges.",
            _ => IsExhausted(climb) ? Exhausted : "Escalation goes on.",
        };

    static string Whom(IReadOnlyList<string> whom) =>
        whom.Count switch
        {
            0 => "",
            1 => $" and pages {whom[0]}",
            _ => $" and pages {string.Join(", ", whom.SkipLast(1))} and {whom[^1]}",
        };

    static bool IsExhausted(Climb climb) => !climb.Policies.Any(policy => climb.Left(policy).Any());

    static string Pages(int count) => count == 1 ? "1 page" : $"{count} pages";

    static string At(DateTimeOffset at) => $"{at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC";
}
