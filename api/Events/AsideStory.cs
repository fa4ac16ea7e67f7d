using Watchfloor.Escalations;

namespace Watchfloor.Events;

/// <summary>That an event was set aside, came back, and paged nobody meanwhile, as sentences.</summary>
static class AsideStory
{
    public static TimelineItem Put(SetAside fact)
    {
        if (AsideLimits.IsMute(fact.Kind))
            return MuteStory.Put(fact);
        var until = $"{fact.Until?.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC";
        var change = fact.OneShot ? ", or until it changes by itself" : "";
        var did = fact.Kind switch
        {
            AsideKind.Shelved => "shelved it",
            AsideKind.Suppressed => "suppressed it by design",
            _ => "took it out of service",
        };
        var detail = new Details
        {
            { "kind", Input.Words.Wire(fact.Kind) },
            { "reason", fact.Reason },
            { "until", fact.Until },
            { "oneShot", fact.OneShot ? "true" : null },
        };
        var type = fact.Kind switch
        {
            AsideKind.Shelved => TimelineType.Shelved,
            AsideKind.Suppressed => TimelineType.Suppressed,
            _ => TimelineType.TakenOutOfService,
        };
        return new(fact.At, type, fact.By, $"{fact.By} {did} until {until}{change}: {fact.Reason}", detail.Given);
    }

    public static TimelineItem Back(BroughtBack fact)
    {
        var (type, now) = fact.Kind switch
        {
            AsideKind.Shelved => (TimelineType.Unshelved, "It is shelved no more"),
            AsideKind.Suppressed => (TimelineType.Unsuppressed, "It is suppressed no more"),
            AsideKind.OutOfService => (TimelineType.ReturnedToService, "It is in service again"),
            AsideKind.Maintenance => (TimelineType.Unmuted, "It is not in maintenance any more"),
            _ => (TimelineType.Unmuted, "It is not inhibited any more"),
        };
        var detail = new Details { { "kind", Input.Words.Wire(fact.Kind) }, { "reason", fact.Why } };
        return new(fact.At, type, fact.By, $"{now}: {fact.Why}.", detail.Given);
    }

    public static TimelineItem Withheld(LevelWithheld fact, Dictionary<string, string> policies)
    {
        var policy = policies.GetValueOrDefault(fact.PolicyId, fact.PolicyId);
        var detail = new Details
        {
            { "policyId", fact.PolicyId },
            { "policy", policy },
            { "level", $"{fact.Level}" },
            { "round", $"{fact.Round}" },
            { "cause", fact.Cause },
            { "reason", fact.Reason },
            { "dueAt", fact.DueAt },
        };
        var text = $"Level {fact.Level} of {policy} was due and paged nobody: {fact.Reason}";
        return new(fact.At, TimelineType.LevelWithheld, null, text, detail.Given);
    }
}
