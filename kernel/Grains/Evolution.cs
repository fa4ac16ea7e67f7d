using System.Collections.Immutable;

namespace Watchfloor.Kernel;

/// <summary>What follows from facts: the next state, and the one commit that carries all of it. Pure.</summary>
static class Evolution<TRules, TState, TCommand, TFact>
    where TRules : IRules<TState, TCommand, TFact>, IDocumented<TState>
    where TState : notnull
    where TCommand : notnull
    where TFact : notnull
{
    public static (TState State, Commit Commit) Of(
        EntityId self,
        TState state,
        long version,
        ImmutableArray<TFact> facts,
        RequestId? request,
        string actor,
        string? trace = null
    )
    {
        var recorded = ImmutableArray.CreateBuilder<RecordedFact>(facts.Length);
        var outbox = ImmutableArray.CreateBuilder<OutboxMessage>(0);
        var claims = ImmutableArray.CreateBuilder<Claim>(facts.Length);
        var level = FeatureLevels.First;
        foreach (var fact in facts)
        {
            state = TRules.Evolve(state, fact);
            level = Math.Max(level, FeatureLevels.Of(fact));
            recorded.Add(FactNames.Record(fact, TRules.At(fact)));
            foreach (var effect in TRules.Effects(self, state, fact))
            {
                level = Math.Max(level, FeatureLevels.Of(effect.Command));
                outbox.Add(CommandAliases.Address(effect));
            }
            if (TRules.ClaimOf(self, fact) is { } claim)
                claims.Add(claim);
        }
        var described = Described(self, state, version + facts.Length);
        var commit = new Commit
        {
            Entity = self,
            Expected = version,
            Facts = recorded.MoveToImmutable(),
            State = described.State,
            View = described.View,
            Columns = described.Columns,
            Due = described.Due,
            Outbox = outbox.DrainToImmutable(),
            Claims = claims.DrainToImmutable(),
            Request = request,
            Actor = actor,
            Trace = trace,
            Level = level,
        };
        return (state, commit);
    }

    /// <summary>The document of a state, the same whether it was decided just now or told by the journal.</summary>
    public static Replayed Described(EntityId self, TState state, long version, DateTimeOffset at = default)
    {
        var document = TRules.Describe(self, state, version);
        return new(
            self,
            version,
            at,
            DocumentJson.OfState(state),
            document is null ? (ReadOnlyMemory<byte>?)null : DocumentJson.OfView(document.View),
            document?.Columns ?? [],
            TRules.DueAt(state) is { } due ? new Due(due, TRules.Rank(state)) : null
        );
    }
}
