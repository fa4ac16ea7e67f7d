using FsCheck;
using FsCheck.Fluent;
using Watchfloor.Catalogue;
using Watchfloor.Events;
using Watchfloor.Mutes;
using Watchfloor.Tests.Rules;

namespace Watchfloor.Tests.Laws;

/// <summary>Random rules, and events that come and go in a random order.</summary>
public sealed class InhibitionWalks
{
    static readonly string[] Categories = ["a", "b", "c", "d"];
    static readonly string[] Ids = [.. Enumerable.Range(1, 8).Select(number => $"e{number}")];

    /// <summary>An event is open with these looks, or over.</summary>
    sealed record Move(string Id, string Category, string Facility, bool IsOver);

    [Fact]
    public void Whoever_is_inhibited_has_somebody_before_it_who_calls_for_people() =>
        Walk(
            (open, _, _) =>
                Assert.All(
                    Ids,
                    id =>
                    {
                        var met = new HashSet<string>();
                        for (var at = id; open.MuteOf(at, cause: null) is { } mute; at = mute.Cause)
                            Assert.True(met.Add(at), $"{id} is silent in a circle");
                    }
                )
        );

    [Fact]
    public void Who_is_inhibited_does_not_depend_on_how_it_came_to_that() =>
        Walk(
            (open, rules, looks) =>
            {
                var afresh = new Inhibitions(rules);
                foreach (var (id, seen) in looks.OrderByDescending(look => look.Key))
                    afresh.Put(id, seen);
                Assert.Equal(Ids.Select(id => afresh.MuteOf(id, cause: null)), Ids.Select(id => open.MuteOf(id, cause: null)));
            }
        );

    [Fact]
    public void A_source_that_nobody_inhibits_mutes_all_its_targets_but_those_that_lead_to_it() =>
        Walk(
            (open, rules, looks) =>
            {
                foreach (
                    var (rule, target, source) in from r in rules
                    from t in looks
                    from s in looks
                    where t.Key != s.Key
                    select (r.Spec, t, s)
                )
                {
                    var (from, to) = (Labels.Of(source.Value), Labels.Of(target.Value));
                    var applies = from.Match(rule.Source) && to.Match(rule.Target) && rule.Equal.All(label => from[label] == to[label]);
                    if (applies && open.MuteOf(source.Key, cause: null) is null && open.MuteOf(target.Key, cause: null) is null)
                        Assert.True(string.CompareOrdinal(target.Key, source.Key) < 0, $"{source.Key} does not mute {target.Key}");
                }
            }
        );

    [Fact]
    public void Whoever_is_muted_otherwise_than_before_is_named()
    {
        Check(
            (rules, moves) =>
            {
                var open = new Inhibitions(rules);
                foreach (var move in moves)
                {
                    var before = Ids.ToDictionary(id => id, id => open.MuteOf(id, cause: null));
                    var concerned = move.IsOver ? open.Remove(move.Id) : open.Put(move.Id, Seen(move));
                    foreach (var id in Ids.Where(id => id != move.Id && open.MuteOf(id, cause: null) != before[id]))
                        Assert.Contains(id, concerned);
                }
            }
        );
    }

    static void Walk(Action<Inhibitions, IReadOnlyList<Entry<InhibitionSpec>>, Dictionary<string, Detection>> look) =>
        Check(
            (rules, moves) =>
            {
                var (open, looks) = (new Inhibitions(rules), new Dictionary<string, Detection>());
                foreach (var move in moves)
                {
                    if (move.IsOver)
                    {
                        open.Remove(move.Id);
                        looks.Remove(move.Id);
                        continue;
                    }
                    open.Put(move.Id, Seen(move));
                    looks[move.Id] = Seen(move);
                }
                look(open, rules, looks);
            }
        );

    static void Check(Action<IReadOnlyList<Entry<InhibitionSpec>>, Move[]> look)
    {
        var rule =
            from source in Gen.Elements(Categories)
            from target in Gen.Elements([.. Categories, ""])
            from isLocal in Gen.Elements(true, false)
            select new InhibitionSpec(
                $"{source} over {target}",
                [new("category", LabelOperator.Equal, source)],
                target.Length == 0 ? [] : [new("category", LabelOperator.Equal, target)],
                isLocal ? ["facilityId"] : []
            );
        var move =
            from id in Gen.Elements(Ids)
            from category in Gen.Elements(Categories)
            from facility in Gen.Elements("f1", "f2")
            from isOver in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
            select new Move(id, category, facility, isOver);
        var walks = from rules in rule.ArrayOf(4) from moves in move.ArrayOf(20) select (rules, moves);
        Prop.ForAll(
                walks.ToArbitrary(),
                walk => look([.. walk.rules.Select((spec, index) => new Entry<InhibitionSpec>($"r{index}", 1, spec))], walk.moves)
            )
            .Check(Config.QuickThrowOnFailure.WithReplay(2026, 105).WithMaxTest(500).WithQuietOnSuccess(true));
    }

    static Detection Seen(Move move) => EventSamples.Boiler with { Category = move.Category, FacilityId = move.Facility, Title = move.Id };
}
