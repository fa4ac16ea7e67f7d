using System.Collections.Immutable;
using Watchfloor.Json;
using Watchfloor.Kernel;
using static Watchfloor.Kernel.Decision;

namespace Watchfloor.Events;

/// <summary>
/// Setting an event aside and bringing it back. Where it stands is never touched by it, so that what comes back is exactly what was
/// set aside, and what happened to it meanwhile.
/// </summary>
static class EventAsides
{
    const string OfTheHouse = "what is muted comes back with the end of its cause: change the maintenance window or the inhibition rule";

    public static Decision<EventFact> Put(EventBody body, PutAside put, DateTimeOffset now)
    {
        if (Flaw(put) is { } flaw)
            return Invalid(flaw);
        var until = Instants.Truncate(now + (put.For ?? AsideLimits.OneShot));
        return [new SetAside(put.Kind, put.By, put.Reason, until, put.OneShot, EventSla.IsPausedBy(body, put), now)];
    }

    public static Decision<EventFact> Bring(EventBody body, BringBack back, DateTimeOffset now) =>
        !Enum.IsDefined(back.Kind) ? Invalid("nobody knows this way to be set aside")
        : AsideLimits.IsMute(back.Kind) ? Invalid(OfTheHouse)
        : body.AsideOf(back.Kind) is null ? Refuse($"it is not {Aside.Said(back.Kind)}")
        : [Back(body, back.Kind, back.By, $"brought back by {back.By}", now)];

    /// <summary>What the clock says: whose time is over comes back, then the SLA is looked at.</summary>
    public static Decision<EventFact> Tick(EventBody body, DateTimeOffset now)
    {
        var facts = ImmutableArray.CreateBuilder<EventFact>();
        foreach (var aside in body.Asides.Where(aside => aside.Until <= now).OrderBy(aside => aside.Until))
        {
            var back = Back(body, aside.Kind, EventRules.Itself, "its time is over", now, aside.Until);
            facts.Add(back);
            body = body.Back(back);
        }
        if (body.SlaEndsAt() <= now)
            facts.Add(new SlaBreached(body.SlaDueAt, now));
        return new(facts.ToImmutable());
    }

    /// <summary>A one-shot shelf ends when the event changes by itself: a condition goes, or, where none is open, it is seen again.</summary>
    public static ImmutableArray<EventFact> OneShotOver(EventBody body, string why, DateTimeOffset now) =>
        body.AsideOf(AsideKind.Shelved) is { OneShot: true } ? [Back(body, AsideKind.Shelved, EventRules.Itself, why, now)] : [];

    /// <summary>It is set aside in this way no more; where its time was over before somebody looked, the SLA goes on from then.</summary>
    public static BroughtBack Back(EventBody body, AsideKind kind, string by, string why, DateTimeOffset now, DateTimeOffset? until = null)
    {
        var isStopped = body.Gathering is not null || body.Asides.Any(aside => aside.PausesSla && aside.Kind != kind);
        return new(kind, by, why, now, EventSla.AfterPause(body, isStopped, now, until));
    }

    static string? Flaw(PutAside put) =>
        put switch
        {
            { Kind: var kind } when !Enum.IsDefined(kind) => "nobody knows this way to be set aside",
            { Kind: var kind } when AsideLimits.IsMute(kind) =>
                "only the house mutes: define a maintenance window or an inhibition rule, or shelve it",
            { Reason: var reason } when string.IsNullOrWhiteSpace(reason) => "it needs a reason",
            { Reason.Length: > AsideLimits.LongestReason } => $"a reason has at most {AsideLimits.LongestReason} characters",
            { OneShot: true, Kind: not AsideKind.Shelved } => "only a shelf can be one-shot",
            { For: null, OneShot: false } => "it needs an end: say for how long",
            { For: { } length, Kind: var kind } when length < AsideLimits.Least || length > AsideLimits.Most(kind) =>
                $"it can be {Aside.Said(kind)} for a second to {AsideLimits.Most(kind).TotalDays:0} days",
            _ => null,
        };
}
