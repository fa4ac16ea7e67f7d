namespace Watchfloor.Store.Postgres;

/// <summary>Effects on their way.</summary>
static class OutboxRows
{
    const string Columns = "seq, tenant, kind, id, target_tenant, target_kind, target_id, command, data, request_id, attempts, trace";

    const string Delete = "DELETE FROM outbox WHERE seq = ANY ($1)";
    const string Count = "UPDATE outbox SET attempts = $1, reason = $2 WHERE seq = $3";
    const string Move =
        $"INSERT INTO outbox_parked ({Columns}, reason, parked_at) SELECT {Columns}, $1, $2 FROM outbox WHERE seq = $3 ON CONFLICT DO NOTHING";

    public const string After = $"SELECT {Columns} FROM outbox";

    public static void Remove(Statements statements, IReadOnlyList<long> seqs) => statements.Add(Delete, null, Arg.Longs(seqs.Order()));

    public static void Failed(Statements statements, long seq, int attempts, string reason) =>
        statements.Add(Count, null, attempts, reason, seq);

    public static void Park(Statements statements, long seq, string reason, long now)
    {
        statements.Add(Move, null, reason, now, seq);
        Remove(statements, [seq]);
    }
}
