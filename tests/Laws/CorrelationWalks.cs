using FsCheck;
using FsCheck.Fluent;
using Watchfloor.Catalogue;
using Watchfloor.Events;
using static Watchfloor.Tests.Rules.EventSamples;

namespace Watchfloor.Tests.Laws;

/// <summary>Conditions that come and go at random, in two facilities, one of which has a rule that makes one event of all its categories.</summary>
public sealed class CorrelationWalks
{
    static readonly Entry<CorrelationRuleSpec> OneOfAll = new(
        "r1",
        1,
        new("one of all", [new("facilityId", LabelOperator.Equal, "f1")], ["facilityId"], TimeSpan.FromHours(1))
    );

    static readonly Entry<CorrelationRuleSpec> Third = new("r1", 1, new("third", [], [], Threshold: new(3, TimeSpan.FromMinutes(5))));

    static readonly (string Key, ConditionOrigin Origin, string Source)[] Conditions =
    [
        ("drum", new("f1", "pressure"), "boiler-2"),
        ("drum", new("f1", "flow"), "boiler-2"),
        ("vent", new("f1", "flow"), "boiler-2"),
        ("drum", new("f2", "pressure"), "boiler-2"),
        ("drum", new("f2", "pressure"), "alertmanager"),
        ("vent", new("f2", "pressure"), "boiler-2"),
        ("drum", new(null, "flow"), "boiler-2"),
    ];

    [Fact]
    public void What_is_open_keeps_one_event_open_and_what_is_not_keeps_none() =>
        Walk(
            [OneOfAll],
            (room, changes, now) =>
            {
                foreach (var condition in Conditions)
                {
                    var holding = room.Events.Values.OfType<EventOpen>().Count(open => Holds(open, condition));
                    var isOpen = changes.GetValueOrDefault(condition, []).Count % 2 == 1;
                    Assert.True(isOpen ? holding >= 1 : holding == 0, $"{condition} is held by {holding} events");
                }
                Assert.All(
                    room.Events.Values.OfType<EventOpen>(),
                    open => Assert.True(open.Body.Contributors.Length > 0 || open.Body.Unstable is not null, $"{open} waits for nothing")
                );
            }
        );

    [Fact]
    public void Six_changes_in_ten_minutes_are_one_event_that_is_unstable() =>
        Walk(
            [OneOfAll],
            (room, changes, now) =>
            {
                foreach (var (condition, times) in changes)
                {
                    if (times.Count < 6 || times[^1] != now || times[^1] - times[^6] > TimeSpan.FromMinutes(10) || HasTwin(condition))
                        continue;
                    var key = CorrelationKey.OfCondition(condition.Origin, condition.Key);
                    Assert.Single(
                        room.Events.Values.OfType<EventOpen>(),
                        open => open.Body.Unstable is not null && open.Body.Changes.Any(history => history.Is(key, condition.Source))
                    );
                }
            }
        );

    [Fact]
    public void Nothing_is_unstable_that_did_not_change_so_often_and_it_settles_in_the_end() =>
        Walk(
            [OneOfAll],
            (room, changes, now) =>
            {
                foreach (var fact in room.Journal.Select(told => told.Fact).OfType<BecameUnstable>().Where(fact => fact.At == now))
                    Assert.Contains(changes, one => one.Value.Count >= 6 && now - one.Value[^6] <= TimeSpan.FromMinutes(10));
            },
            end: (room, now) =>
            {
                room.Ring(now.AddMinutes(11));
                Assert.All(room.Events.Values, state => Assert.True(state is not EventOpen { Body.Unstable: not null }, $"{state}"));
                Assert.All(room.Events.Values.OfType<EventOpen>(), open => Assert.NotEqual(0, open.Body.Contributors.Length));
            }
        );

    [Fact]
    public void While_it_is_unstable_its_condition_begins_no_other_event() =>
        Walk(
            [OneOfAll],
            (room, changes, now) =>
            {
                var unstable = new Dictionary<string, HashSet<string>>();
                foreach (var (eventId, fact) in room.Journal)
                {
                    if (fact is BecameUnstable became)
                        (unstable[eventId] = []).Add(became.ConditionKey);
                    else if (fact is Settled or Resolved)
                        unstable.Remove(eventId);
                    else if (fact is Raised raised && raised.Detection.FacilityId is null)
                        Assert.DoesNotContain(unstable, known => Nowhere(room, known.Key));
                }
            }
        );

    [Fact]
    public void An_event_calls_from_the_third_in_five_minutes_on_and_no_sooner() =>
        Walk(
            [Third],
            (room, changes, now) =>
            {
                foreach (var told in room.Journal.GroupBy(told => told.EventId, told => told.Fact))
                {
                    var seen = told.Select(Seen).OfType<DateTimeOffset>().ToList();
                    var reached = Enumerable.Range(0, seen.Count).Any(i => i >= 2 && seen[i] - seen[i - 2] <= TimeSpan.FromMinutes(5));
                    Assert.Equal(reached, told.OfType<ThresholdReached>().Any());
                    Assert.Equal(!reached && room.Events[told.Key] is EventOpen, EventKnownBody(room, told.Key).Gathering is not null);
                }
            }
        );

    /// <summary>Of two that share a key the store remembers only what was over last, so the count of the other one may begin anew.</summary>
    static bool HasTwin((string Key, ConditionOrigin Origin, string Source) condition) =>
        Conditions.Any(other => (other.Key, other.Origin) == (condition.Key, condition.Origin) && other.Source != condition.Source);

    static bool Holds(EventOpen open, (string Key, ConditionOrigin Origin, string Source) condition) =>
        open.Body.Holds(condition.Key, condition.Origin, condition.Source);

    static EventBody EventKnownBody(Correlating room, string eventId) => Assert.IsAssignableFrom<EventKnown>(room.Events[eventId]).Body;

    static bool Nowhere(Correlating room, string eventId) => EventKnownBody(room, eventId).FacilityId is null;

    static DateTimeOffset? Seen(EventFact fact) =>
        fact switch
        {
            Raised raised => raised.Detection.DetectedAt,
            Merged merged => merged.Detection.DetectedAt,
            _ => null,
        };

    static void Walk(
        Entry<CorrelationRuleSpec>[] rules,
        Action<Correlating, Dictionary<(string Key, ConditionOrigin Origin, string Source), List<DateTimeOffset>>, DateTimeOffset> look,
        Action<Correlating, DateTimeOffset>? end = null
    )
    {
        var moves =
            from condition in Gen.Frequency((3, Gen.Constant(Conditions[0])), (1, Gen.Elements(Conditions)))
            from seconds in Gen.Frequency((8, Gen.Choose(1, 100)), (1, Gen.Choose(100, 2500)))
            select (condition, seconds);
        Prop.ForAll(
                moves.ArrayOf(50).ToArbitrary(),
                walk =>
                {
                    var (room, now) = (new Correlating(rules), T0);
                    var changes = new Dictionary<(string, ConditionOrigin, string), List<DateTimeOffset>>();
                    foreach (var (condition, seconds) in walk)
                    {
                        now = now.AddSeconds(seconds);
                        var times = changes.TryGetValue(condition, out var known) ? known : changes[condition] = [];
                        if (times.Count % 2 == 0)
                            room.Detect(Seen(condition, now), now);
                        else
                            room.Clear(condition.Key, condition.Origin, condition.Source, now, now);
                        times.Add(now);
                        look(room, changes, now);
                    }
                    end?.Invoke(room, now);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithReplay(2026, 105).WithMaxTest(150).WithQuietOnSuccess(true));
    }

    static Detection Seen((string Key, ConditionOrigin Origin, string Source) condition, DateTimeOffset at) =>
        Condition(condition.Key) with
        {
            FacilityId = condition.Origin.FacilityId,
            Category = condition.Origin.Category,
            Source = condition.Source,
            DetectedAt = at,
        };
}
