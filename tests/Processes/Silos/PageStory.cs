using System.Text.Json;

namespace Watchfloor.Tests.Processes;

/// <summary>When a fact became durable, by the database's clock, which is ours, and in which transaction.</summary>
/// <param name="At">In microseconds of Unix time.</param>
sealed record Durable(long At, long Transaction)
{
    /// <summary>What became durable together comes neither before nor after.</summary>
    public bool IsBefore(Durable other) => At <= other.At && Transaction != other.Transaction;
}

/// <summary>The receiver has it, by this attempt.</summary>
sealed record Delivery(int Attempt, bool Crossed, Durable Written);

/// <summary>What the journal tells of a page that was attempted, and when somebody acknowledged its event.</summary>
sealed record PageStory(string Id, IReadOnlyDictionary<int, Durable> Attempts, Delivery? Delivered, Durable? Acknowledged)
{
    /// <summary>
    /// One look, so that nothing is missing that came before something that is there. Dates in the facts do not tell: the time of one silo may
    /// be some milliseconds from that of another.
    /// </summary>
    const string Facts = """
        WITH told AS (
          SELECT id, type, xid, convert_from(data, 'UTF8')::jsonb AS fact,
            (1e6 * extract(epoch FROM pg_xact_commit_timestamp(xmin)))::bigint AS at
          FROM journal
          WHERE kind = 'page' AND type IN ('attempt-started', 'delivered') OR kind = 'event' AND type = 'acknowledged'
        )
        SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'type', type, 'transaction', xid, 'at', at,
          'attempt', fact -> 'attempt', 'crossed', fact -> 'crossed')), '[]')::text FROM told
        """;

    /// <summary>All of them, and the events that were acknowledged.</summary>
    public static async Task<(IReadOnlyList<PageStory> Pages, IReadOnlyDictionary<string, Durable> Acknowledged)> Read(
        ServerDatabase database
    )
    {
        var facts = JsonSerializer.Deserialize<List<Told>>((await database.FirstText(Facts))!, JsonSerializerOptions.Web)!;
        var acknowledged = facts.Where(fact => fact.Type == "acknowledged").ToDictionary(fact => fact.Id, fact => fact.Durable);
        var pages = facts
            .Where(fact => fact.Type != "acknowledged")
            .GroupBy(fact => fact.Id)
            .Select(page => new PageStory(
                page.Key,
                page.Where(fact => fact.Type == "attempt-started").ToDictionary(fact => fact.Attempt!.Value, fact => fact.Durable),
                page.Where(fact => fact.Type == "delivered")
                    .Select(fact => new Delivery(fact.Attempt!.Value, fact.Crossed!.Value, fact.Durable))
                    .SingleOrDefault(),
                acknowledged.GetValueOrDefault(page.Key.Split('.')[0])
            ))
            .ToList();
        return (pages, acknowledged);
    }

    sealed record Told(string Id, string Type, long Transaction, long At, int? Attempt, bool? Crossed)
    {
        public Durable Durable => new(At, Transaction);
    }
}
