using System.Text.Json;
using Watchfloor.Json;

namespace Watchfloor.Kernel;

/// <summary>Journal, upcasts, Evolve, Describe: the way of every commit, without deciding anything.</summary>
public sealed class Replay<TRules, TState, TCommand, TFact>(string kind, Upcasters upcasters) : IReplay
    where TRules : IRules<TState, TCommand, TFact>, IDocumented<TState>
    where TState : notnull
    where TCommand : notnull
    where TFact : notnull
{
    readonly FactReader<TFact> _facts = new(kind, upcasters);

    /// <inheritdoc/>
    public string Kind => kind;

    /// <inheritdoc/>
    public IPast Begin(EntityId self) => new Past(self, _facts);

    /// <inheritdoc/>
    public Replayed Recall(StoredDocument document)
    {
        var state = JsonSerializer.Deserialize<TState>(document.State.Span, WireJson.Options)!;
        return Evolution<TRules, TState, TCommand, TFact>.Described(document.Entity, state, document.Version);
    }

    sealed class Past(EntityId self, FactReader<TFact> facts) : IPast
    {
        TState _state = TRules.Initial;
        DateTimeOffset _at;

        public long Version { get; private set; }

        public void Tell(JournaledFact fact)
        {
            if (fact.Version != Version + 1)
                throw new JsonException($"the journal of {self} goes from version {Version} to {fact.Version}");
            _state = Evolve(fact);
            (Version, _at) = (fact.Version, fact.At);
        }

        public Replayed? Now() => Version == 0 ? null : Evolution<TRules, TState, TCommand, TFact>.Described(self, _state, Version, _at);

        TState Evolve(JournaledFact fact)
        {
            try
            {
                return TRules.Evolve(_state, facts.Read(fact.Name, fact.Data));
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                throw new JsonException($"version {fact.Version} of {self} cannot be told: {e.Message}", e);
            }
        }
    }
}
