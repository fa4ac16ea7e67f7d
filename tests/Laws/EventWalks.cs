using FsCheck.Fluent;
using Watchfloor.Events;
using Watchfloor.Tests.Rules;

namespace Watchfloor.Tests.Laws;

public sealed class EventWalks
{
    [Fact]
    public void Severity_is_the_worst_of_all_detections_and_they_are_all_counted() =>
        Walk(
            (journal, state) =>
            {
                var seen = journal.Select(SeenBy).Where(fact => fact.Worst != default).ToList();
                if (state is not EventKnown { Body: var body })
                    Assert.Empty(seen);
                else
                    Assert.Equal((seen.Min(fact => fact.Worst), seen.Sum(fact => fact.Count)), (body.Severity, body.Count));
            }
        );

    [Fact]
    public void Open_conditions_are_those_detected_and_not_cleared_since() =>
        Walk(
            (journal, state) =>
            {
                var open = new HashSet<string>();
                foreach (var fact in journal)
                {
                    open.UnionWith(Begun(fact));
                    if (fact is ConditionCleared cleared)
                        open.Remove(Name(cleared.ConditionKey, cleared.Origin));
                    if (fact is Resolved or MergedAway)
                        open.Clear();
                    if (fact is SplitOff off)
                        open.Remove(Name(off.Gone.Length == 0 ? "drum" : "", null)); // what ended and returned meanwhile stays
                }
                Assert.Equal(
                    open.Order(),
                    state is EventKnown known ? known.Body.Contributors.Select(c => Name(c.ConditionKey, c.Origin)).Order() : []
                );
            }
        );

    [Fact]
    public void Severity_is_never_milder_than_the_worst_condition_that_is_open() =>
        Walk(
            (journal, state) =>
            {
                var open = new Dictionary<string, Severity>();
                foreach (var fact in journal)
                {
                    if (DetectionOf(fact) is { ConditionKey: { } key, Severity: var severity })
                        open[key] = severity;
                    if (fact is ConditionCleared cleared)
                        open.Remove(cleared.ConditionKey);
                    if (fact is Resolved)
                        open.Clear();
                }
                Assert.All(open.Values, severity => Assert.True(((EventKnown)state).Body.Severity <= severity));
            }
        );

    [Fact]
    public void Nobody_has_what_got_worse_until_somebody_takes_it_again() =>
        Walk(
            (journal, _) =>
            {
                var (isTaken, isWorse) = (false, false);
                foreach (var fact in journal)
                {
                    Assert.False(
                        isWorse && fact is not (BroughtBack or BecameUnstable or ThresholdReached or Unacknowledged),
                        $"{fact} although it got worse"
                    );
                    isWorse =
                        (isWorse || isTaken && (fact is Merged { Was: not null } || fact is TakenIn { Was: not null }))
                        && fact is not Unacknowledged;
                    isTaken = fact is Acknowledged || isTaken && fact is not (Unacknowledged or Resolved);
                }
                Assert.False(isWorse);
            }
        );

    [Fact]
    public void The_SLA_is_breached_at_most_once_between_openings_and_never_after_the_end() =>
        Walk(
            (journal, _) =>
                Assert.All(
                    Openings(journal),
                    facts =>
                    {
                        var (breach, end) = (facts.FindIndex(fact => fact is SlaBreached), facts.FindIndex(fact => fact is Resolved));
                        Assert.InRange(facts.Count(fact => fact is SlaBreached), 0, 1);
                        Assert.True(end < 0 || breach < end);
                    }
                )
        );

    [Fact]
    public void What_is_over_waits_for_nothing() => Walk((_, state) => Assert.True(state is EventOpen || EventRules.DueAt(state) is null));

    [Fact]
    public void After_the_end_nothing_is_added_but_what_people_attach_until_it_is_reopened() =>
        Walk(
            (journal, _) =>
                Assert.All(
                    Openings(journal).SelectMany(facts => facts.SkipWhile(fact => fact is not Resolved).Skip(1)),
                    fact =>
                        Assert.True(
                            fact is Closed or Commented or Assigned or Linked or Unlinked or Attached or Detached || IsOfMoving(fact)
                        )
                )
        );

    /// <summary>The journal up to a reopening, from there to the next, and so on.</summary>
    static List<List<EventFact>> Openings(IReadOnlyList<EventFact> journal)
    {
        var openings = new List<List<EventFact>> { new() };
        foreach (var fact in journal)
        {
            if (fact is Reopened)
                openings.Add([]);
            openings[^1].Add(fact);
        }
        return openings;
    }

    /// <summary>Messages of other events, and what was on its way at the end.</summary>
    static bool IsOfMoving(EventFact fact) => fact is NotTakenIn or Arrived or PassedOn or MergedAway or MergeFailed or SplitOff;

    static (int Count, Severity Worst) SeenBy(EventFact fact) =>
        fact switch
        {
            TakenIn taken => (taken.Count, taken.Severity),
            BrokenOff off => (off.Contributors.Length, off.Seed.Severity),
            Renewed renewed => (0, renewed.Severity),
            _ => DetectionOf(fact) is { } seen ? (1, seen.Severity) : (0, default),
        };

    static IEnumerable<string> Begun(EventFact fact) =>
        fact switch
        {
            TakenIn taken => taken.Contributors.Select(c => Name(c.ConditionKey, c.Origin)),
            BrokenOff off => off.Contributors.Select(c => Name(c.ConditionKey, c.Origin)),
            _ => DetectionOf(fact)?.ConditionKey is { } key ? [Name(key, null)] : [],
        };

    static string Name(string key, ConditionOrigin? origin) => origin is null or { FacilityId: "f1" } ? key : $"{key} of {origin}";

    static Detection? DetectionOf(EventFact fact) =>
        fact switch
        {
            Raised raised => raised.Detection,
            Merged merged => merged.Detection,
            _ => null,
        };

    static void Walk(Action<IReadOnlyList<EventFact>, EventState> look) =>
        RandomWalk<EventRules, EventState, EventCommand, EventFact>.Check(
            // The end comes seldom, so that walks are long.
            Gen.Frequency(
                (30, Gen.Elements(EventSamples.Commands.Where(command => command is not (Resolve { Force: true } or Close)))),
                (1, Gen.Elements(EventSamples.Commands))
            ),
            EventSamples.T0,
            look
        );
}
