using Microsoft.Extensions.Logging;
using Orleans.Placement;
using Watchfloor.Catalogue;
using Watchfloor.Escalations;
using Watchfloor.Kernel;
using Watchfloor.Mutes;
using Watchfloor.Plant;
using Watchfloor.ServiceLevels;

namespace Watchfloor.Events;

/// <summary>
/// One event. As it opens it asks where its facility lies, and whether it is muted, so that nobody is paged for what was muted before it came.
/// Where nobody can say, it is not muted, and the outbox makes up for it. Where nothing is defined that mutes, it asks and tells nobody: a rule
/// or a window that comes looks at all open events once it is durable, and this one looks once more when it is.
/// </summary>
[GrainType(Kinds.Event), HashBasedPlacement]
public sealed class EventGrain(
    RuledGrainContext context,
    ICatalogueReads facilities,
    SharedCatalogue catalogue,
    GrainMeters meters,
    ILogger<EventGrain> log
) : RuledGrain<EventRules, EventState, EventCommand, EventFact>(context), IEventGrain
{
    TaskCompletionSource<string?>? _rest;
    string? _whyNot;

    bool IsAtRest => State is not EventKnown { Body: { Leaving: not null } or { Arriving: [_, ..] } };

    /// <summary>Known without a question; most plants that have no windows and no rules at the moment have many events.</summary>
    bool IsNothingMuting =>
        facilities.IsKnownEmpty(Self.Tenant, Kinds.Maintenance) && facilities.IsKnownEmpty(Self.Tenant, Kinds.Inhibition);

    IMutesGrain Mutes => GrainFactory.GetGrain<IMutesGrain>(MutesKey.Of(Self.Tenant).ToGrainId());

    /// <inheritdoc/>
    public async Task<Attention> Attention(CancellationToken cancellation = default)
    {
        await Settled(); // an acknowledge that is not durable yet may still fail
        return EventAttention.Of(State);
    }

    /// <inheritdoc/>
    public async Task<string?> Successor(CancellationToken cancellation = default)
    {
        await Settled();
        return State switch
        {
            EventMerged merged => merged.Into,
            EventKnown { Body.Leaving: { IsWhole: true } leaving } => leaving.To,
            _ => null,
        };
    }

    /// <inheritdoc/>
    public async Task<string?> AtRest(CancellationToken cancellation = default)
    {
        await Settled();
        return !IsAtRest ? await (_rest ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task.WaitAsync(cancellation) : _whyNot;
    }

    /// <inheritdoc/>
    public async Task<Attention> ForcedAttention(CancellationToken cancellation = default)
    {
        await Settled();
        return EventAttention.OfForced(State);
    }

    /// <inheritdoc/>
    public override async Task<Outcome> Do(EventCommand command, RequestId request, CancellationToken cancellation = default)
    {
        if (command is MergeInto)
            _whyNot = null;
        var before = Matched();
        var outcome = await base.Do(command, request, cancellation);
        if (command is Merge && outcome.Kind == OutcomeKind.Done)
            meters.Detected(new(Self.Id, IngestOutcome.Merged));
        if (command is EndMerge end)
            _whyNot = end.Refusal;
        if (IsAtRest)
        {
            _rest?.TrySetResult(_whyNot);
            _rest = null;
        }
        var isNews = command is Raise or Reopen or BreakOff || Matched() != before;
        if (outcome.Kind == OutcomeKind.Done && isNews && State is EventOpen { Body: var body })
            await Know(body, cancellation);
        return outcome;
    }

    /// <inheritdoc/>
    protected override async ValueTask<EventCommand> Prepare(EventCommand command, CancellationToken cancellation) =>
        (command, State) switch
        {
            (Raise raise, EventUnknown) => await Prepare(raise, cancellation),
            (BreakOff off, EventUnknown) => off with
            {
                Seed = await Placed(off.Seed, cancellation),
                Muting = await Meet(off.Seed, EventMutes.Seen, cancellation),
                Terms = await Terms(off.Seed.Category, off.Seed.FacilityId, cancellation),
            },
            (Reopen reopen, EventResolved or EventClosed) => await Prepare(reopen, ((EventKnown)State).Body, cancellation),
            (Escalate escalate, EventOpen { Body: { Historical: false, Asides.Length: 0, Gathering: null } body } open) => escalate with
            {
                Obstacle = await Escalation.NoLevel(EventRules.Begin(body, Now), open is EventNew, cancellation),
            },
            _ => command,
        };

    async ValueTask<EventCommand> Prepare(Raise raise, CancellationToken cancellation)
    {
        var seen = raise.Detection;
        var unserved = Unserved(seen, cancellation); // asked for beside the others
        return raise with
        {
            Detection = await Placed(seen, cancellation),
            Muting = await Meet(seen, EventMutes.Seen, cancellation),
            Terms = await Terms(seen.Category, seen.FacilityId, cancellation),
            Unserved = await unserved,
        };
    }

    IEscalationGrain Escalation => GrainFactory.GetGrain<IEscalationGrain>((Self with { Kind = Kinds.Escalation }).Key);

    async ValueTask<EventCommand> Prepare(Reopen reopen, EventBody body, CancellationToken cancellation) =>
        reopen with
        {
            Muting = await Meet(body, EventMutes.Seen, cancellation),
            Terms = await Terms(body.Category, body.FacilityId, cancellation),
        };

    /// <summary>What does not say where on the map it is lies where its facility does.</summary>
    async ValueTask<Detection> Placed(Detection seen, CancellationToken cancellation) =>
        seen is { Location: null, FacilityId: { } id }
        && await facilities.Find<FacilitySpec>(Self.Tenant, Kinds.Facility, id, cancellation) is { Spec.Location: { } place }
            ? seen with
            {
                Location = place,
            }
            : seen;

    async ValueTask<SlaTerms?> Terms(string category, string? facilityId, CancellationToken cancellation) =>
        SlaMatching.Terms(category, facilityId, Now, await catalogue.All<SlaPolicySpec>(Self.Tenant, Kinds.SlaPolicy, cancellation));

    /// <summary>Most events of a flood call for nobody; their escalations are not woken to find that out.</summary>
    async Task<bool> Unserved(Detection seen, CancellationToken cancellation)
    {
        try
        {
            return PolicyMatching.ServesNobody(
                new(seen.Severity, seen.Category, seen.FacilityId, Now),
                await catalogue.All<PolicySpec>(Self.Tenant, Kinds.Policy, cancellation)
            );
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            log.LogWarning(e, "Nobody could say whether a policy serves {Event}; its escalation looks itself", Self);
            return false;
        }
    }

    /// <summary>Where one window ends another one may go on.</summary>
    protected override async Task Due(CancellationToken cancellation)
    {
        if (State is EventOpen { Body: var body } && body.AsideOf(AsideKind.Maintenance)?.Until <= Now)
        {
            var muting = await Meet(body, EventMutes.Seen, cancellation);
            if (muting?.Mutes.FirstOrDefault(mute => mute.Kind == AsideKind.Maintenance) is { } mute)
                await Tell(new SetMute(AsideKind.Maintenance, mute), cancellation);
        }
        await base.Due(cancellation);
    }

    /// <summary>What of an open event can change that matchers see.</summary>
    (Severity Severity, string? ConditionKey, bool Calls)? Matched() =>
        State is EventOpen { Body: var body }
            ? (body.Severity, body.Contributors is [var first, ..] ? first.ConditionKey : null, EventMutes.Calls(body))
            : null;

    async ValueTask<Muting?> Meet<T>(T one, Func<T, Detection> seen, CancellationToken cancellation)
    {
        if (IsNothingMuting)
            return null;
        try
        {
            return await Mutes.Meet(Self.Id, seen(one), cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            log.LogWarning(e, "Nobody could say whether {Event} is muted; it pages", Self);
            return new([]); // so it is told once more that it is open
        }
    }

    async ValueTask Know(EventBody body, CancellationToken cancellation)
    {
        if (IsNothingMuting)
            return;
        try
        {
            await Mutes.Know(Self.Id, EventMutes.Seen(body), EventMutes.Calls(body), EventMutes.Of(body), cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            log.LogWarning(e, "{Event} is open, and what mutes events does not know it yet", Self);
        }
    }
}
