using Watchfloor.Kernel;
using static Watchfloor.Kernel.Decision;

namespace Watchfloor.Events;

/// <summary>How the house mutes an event: as it opens, and while it is open.</summary>
static class EventMutes
{
    /// <summary>What is so already is not recorded again.</summary>
    public static Decision<EventFact> Set(EventBody body, SetMute set, DateTimeOffset now) =>
        !AsideLimits.IsMute(set.Kind) || set.Mute is { Kind: var kind } && kind != set.Kind
            ? Invalid("the house does not mute in this way")
            : (body.AsideOf(set.Kind), Lasting(set.Mute, now)) switch
            {
                (null, null) => [],
                (_, null) => [EventAsides.Back(body, set.Kind, EventRules.Itself, Why(set.Kind), now)],
                ({ } aside, { } mute) when aside.Says(mute) => [],
                (_, { } mute) =>
                [
                    new SetAside(mute.Kind, EventRules.Itself, mute.Reason, mute.Until, OneShot: false, mute.PausesSla, now, mute.Cause),
                ],
            };

    /// <summary>Only what the house may say, once in each way.</summary>
    public static Values<Aside> Asides(Muting? muting, DateTimeOffset at) =>
        muting is null
            ? []
            : Values.From(
                from mute in muting.Mutes
                where AsideLimits.IsMute(mute.Kind) && Lasting(mute, at) is not null
                group mute by mute.Kind into ways
                select Aside.Of(ways.First(), at)
            );

    /// <summary>What matchers see of an event, as it is carried between grains.</summary>
    public static Detection Seen(EventBody body) =>
        new(
            body.Source,
            ExternalId: null,
            body.Contributors is [var first, ..] ? first.ConditionKey : null,
            body.Severity,
            body.Category,
            body.FacilityId,
            body.Title,
            Description: null,
            body.DetectedAt,
            Location: null,
            body.Attributes,
            body.Historical
        );

    /// <summary>The same of one that is about to begin.</summary>
    public static Detection Seen(Detection first) =>
        first with
        {
            Title = EventRoom.ForTitle(first.Title),
            Description = null,
            Attributes = EventRoom.ForAttributes(first.Attributes),
        };

    /// <summary>Whether it calls for people, or would: only then it can speak for others. What is told for the record never does.</summary>
    public static bool Calls(EventBody body) => body is { Gathering: null, Historical: false };

    /// <summary>How it is muted now.</summary>
    public static Values<Mute> Of(EventBody body) =>
        Values.From(
            from aside in body.Asides
            where AsideLimits.IsMute(aside.Kind)
            select new Mute(aside.Kind, aside.Cause ?? "", aside.Reason, aside.Until, aside.PausesSla)
        );

    static Mute? Lasting(Mute? mute, DateTimeOffset now) => mute?.Until <= now ? null : mute;

    static string Why(AsideKind kind) =>
        kind == AsideKind.Maintenance ? "no maintenance window holds it any more" : "no event inhibits it any more";
}
