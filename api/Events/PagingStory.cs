using Watchfloor.Escalations;
using Watchfloor.Notifications;
using Watchfloor.Store;
using static Watchfloor.Events.Timeline;

namespace Watchfloor.Events;

/// <summary>Levels and pages as sentences.</summary>
static class PagingStory
{
    public static bool IsTold(string fact) => fact is "delivered" or "dead" or "resent";

    public static TimelineItem Level(LevelReached fact, Dictionary<string, string> policies)
    {
        var policy = policies.GetValueOrDefault(fact.PolicyId, fact.PolicyId);
        var round = fact.Round > 1 ? $", round {fact.Round}" : "";
        var detail = new Details
        {
            { "policyId", fact.PolicyId },
            { "policy", policy },
            { "level", $"{fact.Level}" },
            { "round", $"{fact.Round}" },
            { "reason", fact.Reason },
            { "dueAt", fact.DueAt },
        };
        var text = $"Level {fact.Level} of {policy} was reached{round}{(fact.Forced ? $": {fact.Reason}" : "")}.";
        return new(fact.At, TimelineType.LevelReached, null, text, detail.Given);
    }

    public static TimelineItem Page(JournalRow row, PageDue page, string channel)
    {
        var detail = new Details
        {
            { "pageId", row.Entity.Id },
            { "channelId", page.ChannelId },
            { "channel", channel },
            { "policyId", page.PolicyId },
            { "policy", page.PolicyName },
            { "level", $"{page.Level}" },
            { "round", $"{page.Round}" },
        };
        return row.Fact switch
        {
            "dead" => Failed(Read<PageDead>(row), channel, detail),
            "resent" => Again(Read<PageResent>(row), page, channel, detail),
            _ => Delivered(Read<PageDelivered>(row), page, channel, detail),
        };
    }

    static TimelineItem Again(PageResent fact, PageDue page, string channel, Details detail)
    {
        detail.Add("reason", fact.Reason);
        var why = fact.Reason is { Length: > 0 } reason ? $": {reason}" : ".";
        var text = $"{fact.By} has {channel} paged once more for level {page.Level} of {page.PolicyName}{why}";
        return new(fact.At, TimelineType.PageResent, fact.By, text, detail.Given);
    }

    static TimelineItem Delivered(PageDelivered fact, PageDue page, string channel, Details detail)
    {
        detail.Add("attempt", $"{fact.Attempt}");
        detail.Add("receipt", fact.Receipt);
        detail.Add("crossed", fact.Crossed ? "true" : null);
        var crossed = fact.Crossed ? " It was under way when somebody acknowledged." : "";
        var text = $"{channel} was paged for level {page.Level} of {page.PolicyName}.{crossed}";
        return new(fact.At, TimelineType.PageDelivered, null, text, detail.Given);
    }

    static TimelineItem Failed(PageDead fact, string channel, Details detail)
    {
        detail.Add("attempt", $"{fact.Attempt}");
        detail.Add("reason", fact.Reason);
        return new(fact.At, TimelineType.PageFailed, null, $"{channel} could not be paged: {fact.Reason}", detail.Given);
    }
}
