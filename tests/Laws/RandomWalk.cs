using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Watchfloor.Kernel;

namespace Watchfloor.Tests.Laws;

/// <summary>Random commands at random times, seeded: a failure names the walk and repeats itself.</summary>
static class RandomWalk<TRules, TState, TCommand, TFact>
    where TRules : IRules<TState, TCommand, TFact>
    where TState : notnull
    where TCommand : notnull
    where TFact : notnull
{
    /// <summary>Walks, and hands every journal with its last state to the look.</summary>
    public static void Check(Gen<TCommand> commands, DateTimeOffset start, Action<IReadOnlyList<TFact>, TState> look)
    {
        var moves =
            from command in commands
            from seconds in Gen.Frequency((3, Gen.Choose(0, 5)), (1, Gen.Choose(0, 4000)))
            select (command, seconds);
        var walks = moves.ArrayOf(60).ToArbitrary();
        Prop.ForAll(walks, walk => Walk(walk, start, look))
            .Check(Config.QuickThrowOnFailure.WithReplay(2026, 105).WithMaxTest(300).WithQuietOnSuccess(true));
    }

    static void Walk((TCommand Command, int Seconds)[] walk, DateTimeOffset start, Action<IReadOnlyList<TFact>, TState> look)
    {
        var (state, now, journal) = (TRules.Initial, start, ImmutableList<TFact>.Empty);
        foreach (var (command, seconds) in walk)
        {
            now = now.AddSeconds(seconds);
            var facts = TRules.Decide(state, command, now).Facts;
            state = facts.Aggregate(state, TRules.Evolve);
            journal = journal.AddRange(facts);
        }
        look(journal, state);
    }
}
