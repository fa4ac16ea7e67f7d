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
                var wrong = await teller.Differences(page, token);
                await oneByOne.WaitAsync(token);
                documents += page.Count;
                facts += page.Sum(document => document.Version);
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
    async IAsyncEnumerable<IReadOnlyList<StoredDocument>> Pages(string kind, [EnumeratorCancellation] CancellationToken cancellation)
    {
        const int MostDocuments = 256;
        EntityId? after = null;
        while (await journals.Documents(kind, after, MostDocuments, cancellation) is { Count: > 0 } read)
        {
            var (page, facts) = (new List<StoredDocument>(), 0L);
            foreach (var document in read)
            {
                if (page.Count > 0 && facts + document.Version > JournalTeller.MostFacts)
                {
                    yield return page;
                    (page, facts) = ([], 0);
                }
                page.Add(document);
                facts += document.Version;
            }
            yield return page;
            after = read[^1].Entity;
        }
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
}
