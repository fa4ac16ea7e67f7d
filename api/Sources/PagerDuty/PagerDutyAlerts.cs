using Watchfloor.Events;
using Watchfloor.Problems;
using Watchfloor.Security;
using Watchfloor.Store;

namespace Watchfloor.Sources;

/// <summary>
/// Alerts as PagerDuty knows them: by the key of their sender and a dedup key. Each time that one begins it claims the next number, so
/// its present event is found by the last number that is claimed, and nothing about it is kept elsewhere.
/// </summary>
sealed class PagerDutyAlerts(Intake intake, GrainCalls grains, IEventReads events, IOccurrences occurrences)
{
    const int LongestName = 200;
    const int MostHops = 16;
    const int MostTries = 16;
    const string NotAcknowledged =
        "A sender acknowledged its own alert in this. The event is about what others told as well, so nobody has it by that.";

    /// <summary>The condition that an alert is; another sender's alert of the same dedup key is another one.</summary>
    public static string Condition(Caller caller, string dedupKey) =>
        $"{caller.Id}/{(dedupKey.Length <= LongestName ? dedupKey : RequestIds.From(dedupKey))}";

    /// <summary>Begins it, or is one more word about it while it is open.</summary>
    public async Task<ProblemAnswer?> Trigger(Caller caller, NewDetection seen, RequestId request, CancellationToken cancellation)
    {
        (var report, var problem) = await intake.Look(caller, new(seen), cancellation);
        if (problem is not null)
            return problem;
        for (var attempt = 1; attempt <= MostTries; attempt++)
        {
            // a request of its own each time: the answer to a repeated one would be the same again
            var taken = await Tell(caller, report.Seen, new(RequestIds.From($"{request.Value}/{attempt}")), cancellation);
            if (taken is not { Done.Outcome: IngestOutcome.Duplicate })
                return taken.Problem;
        }
        throw new StaleActivationException($"an alert began {MostTries} times at the same moment; send it again");
    }

    /// <summary>A duplicate: somebody else began it at the same moment, and what was to be said about it is not said yet.</summary>
    async Task<Taken> Tell(Caller caller, NewDetection seen, RequestId request, CancellationToken cancellation)
    {
        var (number, _, open) = await Latest(caller, seen.ConditionKey!, cancellation);
        if (open is not null)
        {
            var joined = await Do(caller, open.Id, new Merge(seen.ToDetection(intake.Now)), request);
            if (joined.Succeeded)
                return new(new(open.Id, IngestOutcome.Merged), null);
        }
        var next = seen with { ExternalId = Name(seen.ConditionKey!, number + 1) };
        return await intake.Tell(caller, new(next), request);
    }

    /// <summary>
    /// Somebody has it. What is not open is left alone; where its event is about what others told as well, nobody has that by this, and a
    /// remark says so.
    /// </summary>
    public async Task Acknowledge(Caller caller, string condition, RequestId request, CancellationToken cancellation)
    {
        var (number, _, open) = await Latest(caller, condition, cancellation);
        if (open is not { Status: EventStatus.New })
            return; // somebody has it
        if (IsOf(caller, open))
        {
            await Do(caller, open.Id, new Acknowledge(caller.Id), request);
            return;
        }
        var once = RequestIds.From($"{Name(condition, number)}/{open.Id}/not acknowledged");
        await Do(caller, open.Id, new Comment(caller.Id, once, NotAcknowledged), new(once));
    }

    /// <summary>Whether all that the event is about was told by this sender.</summary>
    static bool IsOf(Caller caller, EventView view) =>
        view.Source == PagerDutyReading.Source
        && view.Contributors.All(held =>
            held.Source == view.Source && held.ConditionKey.StartsWith($"{caller.Id}/", StringComparison.Ordinal)
        );

    /// <summary>It is over, whichever event holds it by now. What is not open is left alone.</summary>
    public async Task Resolve(Caller caller, string condition, RequestId request, CancellationToken cancellation)
    {
        var (_, begun, open) = await Latest(caller, condition, cancellation);
        if (begun is null)
            return;
        var over = new ClearCondition(condition, intake.Now, Source: PagerDutyReading.Source);
        var holder = open ?? begun; // what was split off keeps its facility and category
        var origins =
            from held in holder.Contributors
            where Is(held, condition)
            select held.Origin ?? new(holder.FacilityId, holder.Category);
        foreach (var origin in origins.DefaultIfEmpty(new(holder.FacilityId, holder.Category)))
        {
            var correlation = CorrelationKey.Of(caller.Tenant, origin.FacilityId, origin.Category);
            await grains.Ask<ICorrelationGrain, Detected>(caller, correlation, grain => grain.Clear(over, request));
        }
    }

    Task<Outcome> Do(Caller caller, string eventId, EventCommand command, RequestId request) =>
        grains.Ask<IEventGrain, Outcome>(caller, new(Kinds.Event, caller.Tenant, eventId), grain => grain.Do(command, request));

    /// <summary>
    /// How often it has begun, the event that it began or joined last, and the open one that still holds it: the same, or the one that it was
    /// merged into.
    /// </summary>
    async Task<(int Number, EventView? Begun, EventView? Open)> Latest(Caller caller, string condition, CancellationToken cancellation)
    {
        var (number, beyond) = (0, 1);
        string? eventId = null;
        while (await Claimed(beyond) is { } owner)
            (number, eventId, beyond) = (beyond, owner, beyond * 2);
        while (beyond - number > 1)
        {
            var middle = number + (beyond - number) / 2;
            if (await Claimed(middle) is { } owner)
                (number, eventId) = (middle, owner);
            else
                beyond = middle;
        }
        var begun = eventId is null ? null : await events.Find(caller.Tenant, eventId, cancellation);
        var holder = begun;
        for (var hop = 0; holder is { MergedInto: { } into } && hop < MostHops; hop++)
            holder = await events.Find(caller.Tenant, into, cancellation);
        return (number, begun, holder is not null && Holds(holder, condition) ? holder : null);

        ValueTask<string?> Claimed(int which) =>
            occurrences.ClaimedBy(caller.Tenant, PagerDutyReading.Source, Name(condition, which), cancellation);
    }

    static bool Holds(EventView view, string condition) =>
        view.Status is EventStatus.New or EventStatus.Acknowledged or EventStatus.InProgress
        && view.Contributors.Any(contributor => Is(contributor, condition));

    static bool Is(Contributor held, string condition) => held.ConditionKey == condition && held.Source == PagerDutyReading.Source;

    static string Name(string condition, int number) => $"{condition}#{number}";
}
