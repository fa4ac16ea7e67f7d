using Orleans.Placement;
using Watchfloor.Kernel;

namespace Watchfloor.Events;

/// <summary>
/// Where detections of one facility and category meet, or those that a correlation rule groups; what belongs elsewhere goes
/// on. It decides on memory, so that two at once become one event, and loses nothing with it: the memory is read back from the open events, occurrences are claimed in the store, and the
/// event itself refuses what comes too late. The answer to a repeated request lasts as long as the event is open or the
/// activation lives; an external id makes it last for ever.
/// </summary>
[GrainType(CorrelationKey.Kind), HashBasedPlacement]
public sealed class CorrelationGrain(IOpenEvents events, IEntities entities, Rulebooks rulebooks, IIds ids, GrainMeters meters)
    : Grain,
        ICorrelationGrain
{
    const int MostTries = 5;
    const int MostHops = 16;

    /// <summary>The version that the raising makes: whoever is told it again has made the event.</summary>
    const long FirstVersion = 1;

    static readonly Task<bool> Born = Task.FromResult(true);

    readonly CorrelationMemory _open = new();
    readonly Recent<RequestId, Task<Detected>> _answers = new(1024);
    EntityId _self;
    StoredEvents _stored = null!;
    KnownOccurrences _occurrences = null!;
    bool _hearsRepeats;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _self = EntityId.Of(CorrelationKey.Kind, this.GetPrimaryKeyString());
        _stored = new(events, _self);
        _occurrences = new(events, _self.Tenant);
        foreach (var (eventId, body) in await _stored.Here(cancellationToken))
            _open.Add(new(eventId, body.DetectedAt));
        // Asked afterwards: what is merged away between the two is found here.
        foreach (var gone in await _stored.Merged(cancellationToken))
            _open.Add(new(gone.EventId, gone.DetectedAt)); // it leads to the event that holds now what it held
    }

    /// <inheritdoc/>
    public Task Wake(CancellationToken cancellation = default) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<Outcome> Do(CorrelationCommand command, RequestId request, CancellationToken cancellation = default)
    {
        switch (command)
        {
            case Detect detect:
                var detected = await Take(detect.Detection, request, cancellation);
                return detected.Problem is { } problem ? new(OutcomeKind.Invalid, 0, problem) : new(OutcomeKind.Done, 0);
            case ClearCondition clear:
                var cleared = await Clear(clear, request, cancellation);
                return new(cleared.Outcome == IngestOutcome.Cleared ? OutcomeKind.Done : OutcomeKind.Unchanged, 0);
            case FollowEvent follow:
                _open.Add(new(follow.EventId, follow.DetectedAt));
                return new(OutcomeKind.Done, 0);
            default:
                return new(OutcomeKind.Invalid, 0, $"correlation does not know {command}");
        }
    }

    /// <inheritdoc/>
    public Task<Detected> Take(Detection detection, RequestId request, CancellationToken cancellation = default)
    {
        if (_answers.TryGet(request, out var known) && !known.IsFaulted && !known.IsCanceled)
            return known;
        var answer = Decide(detection, request, cancellation);
        _answers.Set(request, answer);
        return answer;
    }

    async Task<Detected> Decide(Detection detection, RequestId request, CancellationToken cancellation)
    {
        if (DetectionFlaw.Of(detection) is { } flaw)
            return new("", IngestOutcome.Created, flaw);
        var place = (await rulebooks.Of(_self.Tenant, cancellation)).PlaceOf(_self.Tenant, detection);
        if (Elsewhere(place, detection) is { } other)
            return await GrainFactory.GetGrain<ICorrelationGrain>(other.Key).Take(detection, request, cancellation);
        using var span = Tracing.Begin("correlation detect")?.About(_self);
        var detected = await Settle(detection, place, request, cancellation);
        if (detected is not { Problem: null, Outcome: IngestOutcome.Merged })
            meters.Detected(detected); // what joins an event is counted there
        span?.SetTag("watchfloor.outcome", GrainMeters.Word(detected));
        if (Told(detection) is { } told && detected.Problem is null)
            _occurrences.Keep(told, detected, request);
        _answers.Set(request, Task.FromResult(detected)); // all that led to it need not be remembered
        return detected;
    }

    /// <summary>Whose it is by the rules of this moment, where that is not here.</summary>
    EntityId? Elsewhere(Place place, Detection detection)
    {
        var right = place.Group is { } group
            ? _self with
            {
                Id = group,
            }
            : CorrelationKey.Of(_self.Tenant, detection.FacilityId, detection.Category);
        return right == _self ? null : right;
    }

    async Task<Detected> Settle(Detection detection, Place place, RequestId request, CancellationToken cancellation)
    {
        var refusing = new HashSet<string>(StringComparer.Ordinal);
        var asksFirst = _hearsRepeats;
        for (var attempt = 1; attempt < MostTries; attempt++)
        {
            try
            {
                if (await Try(detection, place, refusing, asksFirst, request, cancellation) is { } detected)
                    return detected;
            }
            catch (StaleActivationException fault) when (!fault.IsUnfit || !asksFirst)
            {
                // Somebody else's commit failed before ours. The same request is safe to make again, and finds what is durable.
                // And what the store can never keep may be told of an occurrence that is known.
            }
            asksFirst = true;
        }
        return await Try(detection, place, refusing, asksFirst, request, cancellation)
            ?? throw new StaleActivationException($"a detection found no event in {MostTries} tries; ask again");
    }

    /// <summary>
    /// Null: what it was decided on is no longer so; decide again. What begins an event need not ask whose the occurrence is: where somebody has
    /// it the store refuses the event, and nothing else with it. What joins an event asks before: with a refusal goes what came behind it.
    /// </summary>
    async Task<Detected?> Try(
        Detection detection,
        Place place,
        HashSet<string> refusing,
        bool asksFirst,
        RequestId request,
        CancellationToken cancellation
    )
    {
        var told = Told(detection);
        if ((asksFirst ? await _occurrences.Ask(told, cancellation) : _occurrences.Of(told)) is { } known)
            return await Known(known, request, cancellation);
        var asked = told is null ? null : _open.Match(detection, place.Window)?.Event;
        var past = await _stored.PastOf(detection, cancellation);
        if (asked is not null && past.IsOver(asked.EventId))
            _open.Forget(asked); // as it would say itself; one that is opened again at this moment may get a second one beside it, never none
        var unstable = past.UnstableIn ?? past.MovedIn;
        if (told is not null && !asksFirst && (unstable is not null || _open.Match(detection, place.Window) is not null))
        {
            if (await _occurrences.Ask(told, cancellation) is { } had)
                return await Known(had, request, cancellation);
            asksFirst = true;
        }
        if (unstable is not null && !refusing.Contains(unstable))
        {
            var joined = await Merge(unstable, Born, detection, past, request, cancellation);
            if (joined is null)
                refusing.Add(unstable);
            return joined;
        }
        if (_open.Match(detection, place.Window) is { } match)
            return await Merge(match.Event.EventId, match.Born, detection, past, request, cancellation);
        var begun = await Raise(detection, place, past, request, cancellation);
        return asksFirst || begun.Problem is null ? begun : null; // an occurrence that is known has no problem
    }

    /// <summary>A duplicate, unless it was this very request that brought the occurrence, and its answer was lost.</summary>
    async ValueTask<Detected> Known(KnownOccurrences.Claim claim, RequestId request, CancellationToken cancellation)
    {
        var (owner, broughtBy) = claim;
        if (broughtBy is { } other && other != request)
            return new(owner, IngestOutcome.Duplicate);
        return await entities.Granted(new(Kinds.Event, _self.Tenant, owner), request, cancellation) is { } version
            ? new(owner, version == FirstVersion ? IngestOutcome.Created : IngestOutcome.Merged)
            : new(owner, IngestOutcome.Duplicate);
    }

    async Task<Detected> Raise(Detection detection, Place place, ConditionPast past, RequestId request, CancellationToken cancellation)
    {
        var eventId = ids.Next();
        var raising = Event(eventId).Do(new Raise(detection, place.Handling, past.For(null)), request, cancellation);
        _open.Reserve(new(eventId, detection.DetectedAt), Succeeds(raising)); // before anything is awaited
        Outcome outcome;
        try
        {
            outcome = await raising; // where this throws the event may exist: the pointer stays, and who follows it finds out
        }
        catch (StaleActivationException fault) when (fault.IsUnfit)
        {
            _open.Forget(eventId);
            throw;
        }
        if (outcome.Succeeded)
        {
            _open.IsBorn(eventId);
            return new(eventId, IngestOutcome.Created);
        }
        _open.Forget(eventId);
        if (outcome.Kind != OutcomeKind.Claimed)
            return new("", IngestOutcome.Created, outcome.Reason);
        _hearsRepeats = true; // there will be more
        return await Known(new(outcome.Reason!, BroughtBy: null), request, cancellation);
    }

    async Task<Detected?> Merge(
        string eventId,
        Task<bool> born,
        Detection detection,
        ConditionPast past,
        RequestId request,
        CancellationToken cancellation
    )
    {
        if (!await born)
        {
            _open.Forget(eventId); // it did not come to be
            return null;
        }
        var (holder, outcome) = await Join(eventId, detection, past, request, cancellation);
        if (outcome.Kind == OutcomeKind.Done)
            _stored.Counted(detection, holder, outcome.Version);
        if (outcome.Succeeded)
            return new(holder, outcome.Version == FirstVersion ? IngestOutcome.Created : IngestOutcome.Merged);
        if (outcome.Kind == OutcomeKind.Claimed)
            return new(outcome.Reason!, IngestOutcome.Duplicate);
        if (outcome.Kind == OutcomeKind.Invalid)
            return new("", IngestOutcome.Created, outcome.Reason);
        await Refused(eventId, cancellation);
        return null;
    }

    /// <summary>Where the event was merged by hand, the one that holds now what it held is asked.</summary>
    async Task<(string Holder, Outcome Outcome)> Join(
        string eventId,
        Detection detection,
        ConditionPast past,
        RequestId request,
        CancellationToken cancellation
    )
    {
        for (var hop = 1; ; hop++)
        {
            var outcome = await Event(eventId).Do(new Merge(detection, past.For(eventId)), request, cancellation);
            if (outcome.Kind != OutcomeKind.Refused || hop > MostHops || await Event(eventId).Successor(cancellation) is not { } next)
                return (eventId, outcome);
            eventId = next;
        }
    }

    async Task Refused(string eventId, CancellationToken cancellation)
    {
        var stored = await _stored.Here(cancellation);
        var merged = await _stored.Merged(cancellation);
        if (stored.Any(open => open.EventId == eventId) || merged.Any(gone => gone.EventId == eventId))
            _open.IsFull(eventId);
        else
            _open.Forget(eventId);
    }

    /// <inheritdoc/>
    public async Task<Detected> Clear(ClearCondition clear, RequestId request, CancellationToken cancellation = default)
    {
        if (await _occurrences.Ask(clear.Occurrence, cancellation) is { EventId: var owner })
        {
            var wasThis = await entities.Granted(new(Kinds.Event, _self.Tenant, owner), request, cancellation) is not null;
            return new(owner, wasThis ? IngestOutcome.Cleared : IngestOutcome.Duplicate);
        }
        if (CorrelationKey.OriginOf(_self) is not { } origin)
            return new("", IngestOutcome.Unchanged, "a clear goes to the door of its facility and category");
        string? cleared = null;
        var wasMoved = true;
        for (var attempt = 0; wasMoved && attempt < MostTries; attempt++)
        {
            wasMoved = false;
            foreach (var eventId in await _stored.Holding(clear.ConditionKey, origin, clear.Source, cancellation))
            {
                var claim = cleared is null ? clear.Occurrence : null; // an occurrence belongs to one event
                var over = new Clear(clear.ConditionKey, clear.At, claim, origin, clear.Source);
                var outcome = await Event(eventId).Do(over, request, cancellation);
                if (outcome.Kind == OutcomeKind.Claimed)
                    return new(outcome.Reason!, IngestOutcome.Duplicate);
                cleared ??= outcome.Kind == OutcomeKind.Done ? eventId : null;
                wasMoved |= outcome.Kind == OutcomeKind.Unchanged; // to another event, just now
            }
        }
        return cleared is null ? new("", IngestOutcome.Unchanged) : new(cleared, IngestOutcome.Cleared);
    }

    static Occurrence? Told(Detection detection) => detection.ExternalId is { } id ? new(detection.Source, id) : null;

    static async Task<bool> Succeeds(Task<Outcome> raising)
    {
        await ((Task)raising).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return !raising.IsCompletedSuccessfully || (await raising).Succeeded; // unknown counts as born: the event will say
    }

    IEventGrain Event(string eventId) => GrainFactory.GetGrain<IEventGrain>(new EntityId(Kinds.Event, _self.Tenant, eventId).Key);
}
