namespace Watchfloor.Kernel;

/// <summary>
/// A state machine as pure functions: no clock, no I/O, no Task, no fields. <typeparamref name="TState"/> is a hierarchy of
/// records, one per state; <typeparamref name="TFact"/> carries its instant.
/// </summary>
public interface IRules<TState, TCommand, TFact>
    where TState : notnull
    where TCommand : notnull
    where TFact : notnull
{
    /// <summary>Before anything happened.</summary>
    static abstract TState Initial { get; }

    /// <summary>What makes the grain look at the clock.</summary>
    static abstract TCommand Tick { get; }

    /// <summary>Facts, or a refusal with a reason a person can act on.</summary>
    static abstract Decision<TFact> Decide(TState state, TCommand command, DateTimeOffset now);

    /// <summary>The state after a fact.</summary>
    static abstract TState Evolve(TState state, TFact fact);

    /// <summary>When must I be woken? Null: never.</summary>
    static abstract DateTimeOffset? DueAt(TState state);

    /// <summary>Commands for other grains that follow from a fact; <paramref name="state"/> is the one after it.</summary>
    static abstract IEnumerable<Effect> Effects(EntityId self, TState state, TFact fact);

    /// <summary>When a fact happened.</summary>
    static abstract DateTimeOffset At(TFact fact);

    /// <summary>The occurrence that a fact claims for this entity, for ever; most claim none.</summary>
    static virtual Claim? ClaimOf(EntityId self, TFact fact) => null;

    /// <summary>
    /// The fact that says the same to programs of the level before, as far as they can be told; null: there is none, and whoever asked
    /// hears that the cluster is being upgraded. What is recorded, and what the state follows from, is then the older fact.
    /// </summary>
    static virtual TFact? Older(TFact fact) => default;

    /// <summary>Who goes first when many are due at once: 1 before 9.</summary>
    static virtual int Rank(TState state) => 5;
}

/// <summary>How a state looks to readers: a view, and the columns that people filter by. Pure, so that it can be rebuilt.</summary>
public interface IDocumented<TState>
{
    /// <summary>Null where there is nothing to read (nothing happened yet, or it was taken away).</summary>
    static abstract Document? Describe(EntityId self, TState state, long version);
}
