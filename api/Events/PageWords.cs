using Watchfloor.Notifications;

namespace Watchfloor.Events;

/// <summary>Pages, and why there are those and no others, as sentences.</summary>
static class PageWords
{
    const string Exhausted = "Every level was reached before anybody acknowledged.";

    /// <summary>The page with its sentence.</summary>
    public static PageView Told(PageView page) => page with { Why = Sentence(page) };

    /// <summary>What became of an event's escalations, and of its pages.</summary>
    public static string Of(EventView view, IReadOnlyList<Climb> climbs, IReadOnlyList<PageView> pages) =>
        string.Join(' ', new[] { Counted(pages), Stand(view, climbs) }.OfType<string>());

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

    static string Stand(EventView view, IReadOnlyList<Climb> climbs) =>
        (climbs.Count > 0 ? climbs[^1] : null) switch
        {
            null =>
                $"No escalation policy served it when it was raised (severity {Input.Words.Wire(view.Severity)}, category {view.Category}, "
                    + $"{(view.FacilityId is { } facility ? $"facility {facility}" : "no facility")}), so nobody was paged.",
            { Silenced: { } silenced, Policies.Count: 0 } => $"Nobody was paged: {silenced.Reason} before any escalation could begin.",
            { Silenced: { } silenced } climb when IsExhausted(climb) && climb.Reached.Values.All(level => level.At <= silenced.At) =>
                Exhausted,
            { Silenced: { } silenced } => $"Escalation ended {At(silenced.At)}: {silenced.Reason}.",
            { Held: { } held } => $"Escalation is held since {At(held.At)}: {held.Reason}.",
            _ when view.NextPage is { } next => $"Level {next.Level} of {next.Policy} follows {At(next.At)}, unless somebody acknowledges.",
            { } climb when !IsExhausted(climb) => "Escalation goes on.",
            _ => Exhausted,
        };

    static bool IsExhausted(Climb climb) => !climb.Policies.Any(policy => climb.Left(policy).Any());

    static string Pages(int count) => count == 1 ? "1 page" : $"{count} pages";

    static string At(DateTimeOffset at) => $"{at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC";
}
