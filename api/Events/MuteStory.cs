namespace Watchfloor.Events;

/// <summary>That the house muted an event, as sentences.</summary>
static class MuteStory
{
    public static TimelineItem Put(SetAside fact)
    {
        var detail = new Details
        {
            { "kind", Input.Words.Wire(fact.Kind) },
            { "reason", fact.Reason },
            { "causeId", fact.Cause },
            { "until", fact.Until },
        };
        var text = Text(new(fact.Kind, fact.Cause ?? "", fact.Reason, fact.Until, fact.PausesSla));
        return new(fact.At, TimelineType.Muted, null, $"{text}.", detail.Given);
    }

    /// <summary>It was muted as it opened.</summary>
    public static TimelineItem With(TimelineItem opened, Muting? muting) =>
        muting is { Mutes: { Length: > 0 } mutes } ? opened with { Text = $"{opened.Text.TrimEnd('.')}. {Text(mutes[0])}." } : opened;

    static string Text(Mute mute)
    {
        var until = mute.Until is { } end ? $" until {end.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC" : "";
        return mute.Kind == AsideKind.Maintenance
            ? $"It is muted by maintenance{until}: {mute.Reason}"
            : $"It is muted while another event is open: {mute.Reason}";
    }
}
