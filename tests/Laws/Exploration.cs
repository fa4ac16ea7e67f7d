using Watchfloor.Kernel;

namespace Watchfloor.Tests.Laws;

/// <summary>A state that sample commands lead to, and the facts on the way.</summary>
sealed record Reached<TState, TFact>(TState State, DateTimeOffset Now, IReadOnlyList<TFact> Journal);

/// <summary>A command that changed something.</summary>
sealed record Step<TState, TCommand, TFact>(TState From, TCommand Command, IReadOnlyList<TFact> Facts, TState To);

/// <summary>Walks rules breadth first from nothing, with sample commands; a few states of every shape, and the first after every kind of fact, are gone on from.</summary>
static class Exploration<TRules, TState, TCommand, TFact>
    where TRules : IRules<TState, TCommand, TFact>
    where TState : notnull
    where TCommand : notnull
    where TFact : notnull
{
    public static (IReadOnlyList<Reached<TState, TFact>> States, IReadOnlyList<Step<TState, TCommand, TFact>> Steps) Walk(
        IReadOnlyList<TCommand> commands,
        Func<TState, string> shape,
        DateTimeOffset start,
        int ofOneShape = 40
    )
    {
        var states = new List<Reached<TState, TFact>> { new(TRules.Initial, start, []) };
        var steps = new List<Step<TState, TCommand, TFact>>();
        var known = new HashSet<TState> { TRules.Initial };
        var facts = new HashSet<Type>();
        var ofShape = new Dictionary<string, int>(StringComparer.Ordinal) { [shape(TRules.Initial)] = 1 };
        for (var i = 0; i < states.Count; i++)
        {
            foreach (var (command, at) in Moves(states[i], commands))
            {
                if (Follow(states[i], command, at) is not { Journal.Count: var length } next || length == states[i].Journal.Count)
                    continue;
                List<TFact> news = [.. next.Journal.Skip(states[i].Journal.Count)];
                steps.Add(new(states[i].State, command, news, next.State));
                var isNew = known.Add(next.State);
                var isFirst = news.Aggregate(false, (first, fact) => facts.Add(fact.GetType()) || first);
                if (isFirst || isNew && IsOneOfFew(ofShape, shape(next.State), ofOneShape)) // another way to a known state, with a fact that nobody has seen
                    states.Add(next);
            }
        }
        return (states, steps);
    }

    static bool IsOneOfFew(Dictionary<string, int> ofShape, string shape, int few)
    {
        var count = ofShape.GetValueOrDefault(shape);
        if (count >= few)
            return false;
        ofShape[shape] = count + 1;
        return true;
    }

    public static Reached<TState, TFact> Follow(Reached<TState, TFact> from, TCommand command, DateTimeOffset at)
    {
        var facts = TRules.Decide(from.State, command, at).Facts;
        return new(facts.Aggregate(from.State, TRules.Evolve), at, [.. from.Journal, .. facts]);
    }

    /// <summary>Everything a minute later, and the clock when it is due.</summary>
    static IEnumerable<(TCommand, DateTimeOffset)> Moves(Reached<TState, TFact> from, IReadOnlyList<TCommand> commands)
    {
        foreach (var command in commands)
            yield return (command, from.Now.AddMinutes(1));
        if (TRules.DueAt(from.State) is { } due)
            yield return (TRules.Tick, due > from.Now ? due : from.Now);
    }
}
