using FsCheck;
using FsCheck.Fluent;
using Watchfloor.Events;

namespace Watchfloor.Tests.Laws;

/// <summary>Merging and splitting by hand while conditions come and go and messages are on their way.</summary>
public sealed class MoveWalks
{
    static readonly string[] Keys = ["drum", "vent", "pump", "tank"];

    [Fact]
    public void What_is_wrong_is_held_by_exactly_one_open_event_and_nothing_else_is_held()
    {
        var moves = Gen.Choose(0, 9).SelectMany(what => Gen.Choose(0, 1000), (what, which) => (what, which)).ArrayOf(80);
        Prop.ForAll(moves.ToArbitrary(), Walk)
            .Check(Config.QuickThrowOnFailure.WithReplay(2026, 1121).WithMaxTest(600).WithQuietOnSuccess(true));
    }

    [Fact]
    public void What_is_wrong_is_never_held_by_nobody()
    {
        var moves = Gen.Choose(0, 9).SelectMany(what => Gen.Choose(0, 1000), (what, which) => (what, which)).ArrayOf(80);
        Prop.ForAll(
                moves.ToArbitrary(),
                walk =>
                {
                    var world = new MovingWorld();
                    foreach (var move in walk)
                    {
                        Step(world, move);
                        Assert.All(world.Wrong, key => Assert.NotEmpty(world.HoldersOf(key)));
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithReplay(2026, 1123).WithMaxTest(300).WithQuietOnSuccess(true));
    }

    [Fact]
    public void Whoever_holds_what_is_wrong_is_as_bad_as_it()
    {
        var moves = Gen.Choose(0, 9).SelectMany(what => Gen.Choose(0, 1000), (what, which) => (what, which)).ArrayOf(80);
        Prop.ForAll(
                moves.ToArbitrary(),
                walk =>
                {
                    var world = Walked(walk);
                    foreach (var (key, worst) in world.Worst)
                        Assert.All(world.HoldersOf(key), holder => Assert.True(world.SeverityOf(holder) <= worst));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithReplay(2026, 1127).WithMaxTest(600).WithQuietOnSuccess(true));
    }

    static MovingWorld Walked((int What, int Which)[] walk)
    {
        var world = new MovingWorld();
        foreach (var move in walk)
            Step(world, move);
        world.DeliverAll();
        return world;
    }

    static void Walk((int What, int Which)[] walk)
    {
        var world = Walked(walk);
        Assert.All(world.Wrong, key => Assert.Single(world.HoldersOf(key)));
        Assert.All(Keys.Except(world.Wrong), key => Assert.Empty(world.HoldersOf(key)));
    }

    static void Step(MovingWorld world, (int What, int Which) move)
    {
        var (ids, key) = (world.Ids, Keys[move.Which % Keys.Length]);
        switch (move.What)
        {
            case 0 or 1 or 2:
                world.Seen(key, (Severity)(1 + move.Which / 11 % 4));
                break;
            case 3:
                world.Over(key);
                break;
            case 4 or 5 when ids.Count > 0:
                world.Merge(ids[move.Which % ids.Count], ids[move.Which / 7 % ids.Count]);
                break;
            case 6 when ids.Count > 0:
                world.Split(ids[move.Which / 4 % ids.Count], key);
                break;
            default:
                world.Deliver(move.Which);
                break;
        }
    }
}
