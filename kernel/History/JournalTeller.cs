using System.Text.Json;

namespace Watchfloor.Kernel;

/// <summary>Tells journals and holds what follows from them against what is stored.</summary>
sealed class JournalTeller(IJournals journals, IReplay replay)
{
    /// <summary>How many facts are read at once.</summary>
    public const int MostFacts = 8_192;

    /// <summary>What is wrong with these documents.</summary>
    public async ValueTask<List<Difference>> Differences(IReadOnlyList<StoredDocument> page, CancellationToken cancellation)
    {
        var differences = new List<Difference>();
        if (page is [{ Version: > MostFacts } longest])
        {
            Judge(longest, await Whole(longest.Entity, longest.Version, cancellation), differences);
            return differences;
        }
        var facts = await journals.Read(page, cancellation);
        var next = 0;
        foreach (var document in page)
        {
            var telling = new Telling(replay.Begin(document.Entity));
            for (; next < facts.Count && facts[next].Entity == document.Entity; next++)
                telling.Tell(facts[next].Fact);
            Judge(document, telling, differences);
        }
        return differences;
    }

    /// <summary>An entity whose document is not there, or stopped short of its journal.</summary>
    public async ValueTask<Difference> Lost(EntityId entity, CancellationToken cancellation)
    {
        var telling = await Whole(entity, long.MaxValue, cancellation);
        return telling.Flaw is { } flaw
            ? new(entity, flaw, null)
            : new(
                entity,
                $"the document is missing, or behind its journal, which ends at version {telling.Past.Version}",
                telling.Past.Now()
            );
    }

    async ValueTask<Telling> Whole(EntityId entity, long upTo, CancellationToken cancellation)
    {
        var (telling, version) = (new Telling(replay.Begin(entity)), 0L);
        while (version < upTo && await journals.Read(entity, version, MostFacts, cancellation) is { Count: > 0 } facts)
        {
            foreach (var fact in facts.Where(fact => fact.Version <= upTo))
                telling.Tell(fact);
            version = facts[^1].Version;
        }
        return telling;
    }

    static void Judge(StoredDocument stored, Telling telling, List<Difference> differences)
    {
        if (telling.Flaw is { } flaw)
            differences.Add(new(stored.Entity, flaw, null));
        else if (telling.Past.Now() is not { } told)
            differences.Add(new(stored.Entity, "it has no journal", null));
        else if (DocumentComparison.Of(stored, told) is { } what)
            differences.Add(new(stored.Entity, what, told));
    }

    /// <summary>A past, up to the first fact that cannot be told.</summary>
    sealed class Telling(IPast past)
    {
        public IPast Past => past;

        public string? Flaw { get; private set; }

        public void Tell(JournaledFact fact)
        {
            try
            {
                if (Flaw is null)
                    past.Tell(fact);
            }
            catch (JsonException e)
            {
                Flaw = e.Message;
            }
        }
    }
}
