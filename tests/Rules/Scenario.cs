using Watchfloor.Kernel;

namespace Watchfloor.Tests.Rules;

/// <summary>Given facts, when a command, then facts: how rules are tested.</summary>
sealed class Scenario<TRules, TState, TCommand, TFact>(TState state)
    where TRules : IRules<TState, TCommand, TFact>
    where TState : notnull
    where TCommand : notnull
    where TFact : notnull
{
    readonly List<TFact> _facts = [];
    Refused? _refusal;

    public TState State { get; private set; } = state;

    public static Scenario<TRules, TState, TCommand, TFact> Given(params ReadOnlySpan<TFact> history)
    {
        var state = TRules.Initial;
        foreach (var fact in history)
            state = TRules.Evolve(state, fact);
        return new(state);
    }

    public Scenario<TRules, TState, TCommand, TFact> When(TCommand command, DateTimeOffset at)
    {
        var decision = TRules.Decide(State, command, at);
        (_refusal, var facts) = (decision.Refusal, decision.Facts);
        _facts.Clear();
        foreach (var fact in facts)
        {
            State = TRules.Evolve(State, fact);
            _facts.Add(fact);
        }
        return this;
    }

    public Scenario<TRules, TState, TCommand, TFact> Then(params TFact[] expected)
    {
        Assert.Null(_refusal);
        Assert.Equal(expected, _facts);
        return this;
    }

    public Scenario<TRules, TState, TCommand, TFact> ThenRefused(string reason, OutcomeKind kind = OutcomeKind.Refused)
    {
        Assert.Equal(new Refused(kind, reason), _refusal);
        Assert.Empty(_facts);
        return this;
    }

    public Scenario<TRules, TState, TCommand, TFact> AndDueAt(DateTimeOffset? expected)
    {
        Assert.Equal(expected, TRules.DueAt(State));
        return this;
    }

    /// <summary>What the last facts send, each judged in the state after all of them.</summary>
    public Scenario<TRules, TState, TCommand, TFact> AndSends(EntityId self, params Effect[] expected)
    {
        Assert.Equal(expected, _facts.SelectMany(fact => TRules.Effects(self, State, fact)));
        return this;
    }

    public Scenario<TRules, TState, TCommand, TFact> And(Action<TState> look)
    {
        look(State);
        return this;
    }
}
