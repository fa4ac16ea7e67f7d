using System.Collections.Immutable;
using System.Text.Json;
using Watchfloor.Json;

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
        var outbox = ImmutableArray.CreateBuilder<OutboxMessage>();
        var claims = ImmutableArray.CreateBuilder<Claim>();
        foreach (var fact in facts)
        {
            state = TRules.Evolve(state, fact);
            recorded.Add(FactNames.Record(fact, TRules.At(fact)));
            foreach (var effect in TRules.Effects(self, state, fact))
                outbox.Add(CommandAliases.Address(effect));
            if (TRules.ClaimOf(self, fact) is { } claim)
                claims.Add(claim);
        }
        var document = TRules.Describe(self, state, version + facts.Length);
        var due = TRules.DueAt(state);
        var commit = new Commit
        {
            Entity = self,
            Expected = version,
            Facts = recorded.MoveToImmutable(),
            State = JsonSerializer.SerializeToUtf8Bytes<TState>(state, WireJson.Options),
            View = document is null ? null : JsonSerializer.SerializeToUtf8Bytes(document.View, document.View.GetType(), WireJson.Options),
            Columns = document?.Columns ?? [],
            Due = due is { } at ? new Due(at, TRules.Rank(state)) : null,
            Outbox = outbox.ToImmutable(),
            Claims = claims.ToImmutable(),
            Request = request,
            Actor = actor,
            Trace = trace,
        };
        return (state, commit);
    }
}
