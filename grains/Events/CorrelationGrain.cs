using System.Text.Json;
using Orleans.Placement;
using Watchfloor.Json;
using Watchfloor.Kernel;

namespace Watchfloor.Events;

/// <summary>
/// Where detections of one facility and category meet. It decides on memory, so that two at once become one event, and
/// loses nothing with it: the memory is read back from the open events, occurrences are claimed in the store, and the
/// event itself refuses what comes too late. The answer to a repeated request lasts as long as the event is open or the
/// activation lives; an external id makes it last for ever.
/// </summary>
[GrainType(CorrelationKey.Kind), HashBasedPlacement]
public sealed class CorrelationGrain(IOpenEvents events, IEntities entities, IIds ids, GrainMeters meters) : Grain, ICorrelationGrain
{
    const int MostTries = 5;

    /// <summary>The version that the raising makes: whoever is told it again has made the event.</summary>
    const long FirstVersion = 1;

    readonly CorrelationMemory _open = new();
    readonly Recent<(string Source, string ExternalId), string> _claims = new(4096);
    readonly Recent<RequestId, Task<Detected>> _answers = new(1024);
    EntityId _self;

    (string? FacilityId, string Category) Key =>
        _self.Id.LastIndexOf('|') is var bar && bar > 0 ? (_self.Id[..bar], _self.Id[(bar + 1)..]) : (null, _self.Id[1..]);

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _self = EntityId.Of(CorrelationKey.Kind, this.GetPrimaryKeyString());
        foreach (var (eventId, body) in await Stored(cancellationToken))
            _open.Add(new(eventId, body.DetectedAt));
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
        using var span = Tracing.Begin("correlation detect")?.About(_self);
        var detected = await Settle(detection, request, cancellation);
        meters.Detected(detected);
        span?.SetTag("watchfloor.outcome", GrainMeters.Word(detected));
        if (detection.ExternalId is { } id && detected.Problem is null)
            _claims.Set((detection.Source, id), detected.EventId);
        return detected;
    }

    async Task<Detected> Settle(Detection detection, RequestId request, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt < MostTries; attempt++)
        {
            try
            {
                if (await Try(detection, request, cancellation) is { } detected)
                    return detected;
            }
            catch (StaleActivationException)
            {
                // Somebody else's commit failed before ours. The same request is safe to make again, and finds what is durable.
            }
        }
        return await Try(detection, request, cancellation)
            ?? throw new StaleActivationException($"a detection found no event in {MostTries} tries; ask again");
    }

    /// <summary>Null: what it was decided on is no longer so; decide again.</summary>
    async Task<Detected?> Try(Detection detection, RequestId request, CancellationToken cancellation) =>
        await ClaimedBy(Told(detection), cancellation) is { } owner ? await Known(owner, request, cancellation)
        : _open.Match(detection) is { } match ? await Merge(match.EventId, match.Born, detection, request, cancellation)
        : await Raise(detection, request, cancellation);

    /// <summary>A duplicate, unless it was this very request that brought the occurrence, and its answer was lost.</summary>
    async Task<Detected> Known(string owner, RequestId request, CancellationToken cancellation) =>
        await entities.Granted(new(Kinds.Event, _self.Tenant, owner), request, cancellation) is { } version
            ? new(owner, version == FirstVersion ? IngestOutcome.Created : IngestOutcome.Merged)
            : new(owner, IngestOutcome.Duplicate);

    async Task<Detected?> Raise(Detection detection, RequestId request, CancellationToken cancellation)
    {
        var eventId = ids.Next();
        var raising = Event(eventId).Do(new Raise(detection), request, cancellation);
        _open.Reserve(new(eventId, detection.DetectedAt), Succeeds(raising)); // before anything is awaited
        var outcome = await raising; // where this throws the event may exist: the pointer stays, and who follows it finds out
        if (outcome.Succeeded)
            return new(eventId, IngestOutcome.Created);
        _open.Forget(eventId);
        return outcome.Kind == OutcomeKind.Claimed
            ? new(outcome.Reason!, IngestOutcome.Duplicate)
            : new("", IngestOutcome.Created, outcome.Reason);
    }

    async Task<Detected?> Merge(string eventId, Task<bool> born, Detection detection, RequestId request, CancellationToken cancellation)
    {
        if (!await born)
        {
            _open.Forget(eventId); // it did not come to be
            return null;
        }
        var outcome = await Event(eventId).Do(new Merge(detection), request, cancellation);
        if (outcome.Succeeded)
            return new(eventId, outcome.Version == FirstVersion ? IngestOutcome.Created : IngestOutcome.Merged);
        if (outcome.Kind == OutcomeKind.Claimed)
            return new(outcome.Reason!, IngestOutcome.Duplicate);
        if (outcome.Kind == OutcomeKind.Invalid)
            return new("", IngestOutcome.Created, outcome.Reason);
        await Refused(eventId, cancellation);
        return null;
    }

    async Task Refused(string eventId, CancellationToken cancellation)
    {
        var stored = await Stored(cancellation);
        if (stored.Any(open => open.EventId == eventId))
            _open.IsFull(eventId);
        else
            _open.Forget(eventId);
    }

    /// <inheritdoc/>
    public async Task<Detected> Clear(ClearCondition clear, RequestId request, CancellationToken cancellation = default)
    {
        if (await ClaimedBy(clear.Occurrence, cancellation) is { } owner)
        {
            var wasThis = await entities.Granted(new(Kinds.Event, _self.Tenant, owner), request, cancellation) is not null;
            return new(owner, wasThis ? IngestOutcome.Cleared : IngestOutcome.Duplicate);
        }
        string? cleared = null;
        foreach (var (eventId, body) in await Stored(cancellation))
        {
            if (!body.Holds(clear.ConditionKey))
                continue;
            var claim = cleared is null ? clear.Occurrence : null; // an occurrence belongs to one event
            var outcome = await Event(eventId).Do(new Clear(clear.ConditionKey, clear.At, claim), request, cancellation);
            if (outcome.Kind == OutcomeKind.Claimed)
                return new(outcome.Reason!, IngestOutcome.Duplicate);
            cleared ??= outcome.Kind == OutcomeKind.Done ? eventId : null;
        }
        return cleared is null ? new("", IngestOutcome.Unchanged) : new(cleared, IngestOutcome.Cleared);
    }

    async ValueTask<string?> ClaimedBy(Occurrence? told, CancellationToken cancellation)
    {
        if (told is null)
            return null;
        if (_claims.TryGet((told.Source, told.ExternalId), out var known))
            return known;
        return await events.ClaimedBy(_self.Tenant, told.Source, told.ExternalId, cancellation);
    }

    async Task<List<(string EventId, EventBody Body)>> Stored(CancellationToken cancellation)
    {
        var (facilityId, category) = Key;
        var open = new List<(string, EventBody)>();
        foreach (var (id, stored) in await events.Of(_self.Tenant, facilityId, category, cancellation))
        {
            if (JsonSerializer.Deserialize<EventState>(stored.State.Span, WireJson.Options) is EventOpen { Body: var body })
                open.Add((id.Id, body));
        }
        return open;
    }

    static Occurrence? Told(Detection detection) => detection.ExternalId is { } id ? new(detection.Source, id) : null;

    static async Task<bool> Succeeds(Task<Outcome> raising)
    {
        await ((Task)raising).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return !raising.IsCompletedSuccessfully || (await raising).Succeeded; // unknown counts as born: the event will say
    }

    IEventGrain Event(string eventId) => GrainFactory.GetGrain<IEventGrain>(new EntityId(Kinds.Event, _self.Tenant, eventId).Key);
}
