using System.Runtime.CompilerServices;

namespace Watchfloor.Kernel;

/// <summary>
/// Proves that every document follows from its journal: version, state, view, columns and deadline. It only reads, a page at a
/// time on all cores, so its memory does not grow with the database; a server may write meanwhile.
/// </summary>
public sealed class DatabaseCheck(IJournals journals, Replays replays)
{
    /// <summary>Checks all kinds. Differences are handed over as they are found, one at a time; counts are returned by kind.</summary>
    public async Task<IReadOnlyList<KindChecked>> Run(Func<Difference, ValueTask> found, CancellationToken cancellation)
    {
        var counts = new List<KindChecked>();
        foreach (var replay in replays.All)
            counts.Add(await Check(new JournalTeller(journals, replay), replay.Kind, found, cancellation));
        return counts;
    }

    async Task<KindChecked> Check(JournalTeller teller, string kind, Func<Difference, ValueTask> found, CancellationToken cancellation)
    {
        var (documents, facts, differences) = (0L, 0L, 0L);
        using var oneByOne = new SemaphoreSlim(1);
        await Parallel.ForEachAsync(
            Pages(kind, cancellation),
            cancellation,
            async (page, token) =>
            {
                var wrong = await teller.Differences(page.Documents, token);
                if (wrong.Count > 0)
                    await Recall(wrong, page, kind, token);
                await oneByOne.WaitAsync(token);
                documents += page.Documents.Count;
                facts += page.Documents.Sum(document => document.Version);
                differences += wrong.Count;
                foreach (var difference in wrong)
                    await found(difference);
                oneByOne.Release(); // where a difference could not be told, everything ends
            }
        );
        await foreach (var entity in Ahead(kind, cancellation))
        {
            differences++;
            await found(await teller.Lost(entity, cancellation));
        }
        return new(kind, documents, facts, differences);
    }

    /// <summary>Documents, with the lengths of their journals bounded together; a longer one stands alone.</summary>
    async IAsyncEnumerable<Page> Pages(string kind, [EnumeratorCancellation] CancellationToken cancellation)
    {
        const int MostDocuments = 256;
        EntityId? after = null;
        while (await journals.Documents(kind, after, MostDocuments, cancellation) is { Count: > 0 } read)
        {
            var (page, facts) = (new Page(after, []), 0L);
            foreach (var document in read)
            {
                if (page.Documents.Count > 0 && facts + document.Version > JournalTeller.MostFacts)
                {
                    yield return page;
                    (page, facts) = (new(page.Documents[^1].Entity, []), 0);
                }
                page.Documents.Add(document);
                facts += document.Version;
            }
            yield return page;
            after = read[^1].Entity;
        }
    }

    /// <summary>What retention took away between two reads was never wrong.</summary>
    async Task Recall(List<Difference> wrong, Page page, string kind, CancellationToken cancellation)
    {
        const int Newcomers = 256;
        var read = await journals.Documents(kind, page.After, page.Documents.Count + Newcomers, cancellation);
        var still = read.Select(document => document.Entity).ToHashSet();
        wrong.RemoveAll(difference => !still.Contains(difference.Entity));
    }

    async IAsyncEnumerable<EntityId> Ahead(string kind, [EnumeratorCancellation] CancellationToken cancellation)
    {
        const int Most = 1_000;
        EntityId? after = null;
        while (await journals.Ahead(kind, after, Most, cancellation) is { Count: > 0 } read)
        {
            foreach (var entity in read)
                yield return entity;
            after = read[^1];
        }
    }

    /// <summary>Documents that follow one, in order.</summary>
    sealed record Page(EntityId? After, List<StoredDocument> Documents);
}
