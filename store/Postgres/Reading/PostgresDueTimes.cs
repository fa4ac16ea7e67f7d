using Watchfloor.Kernel;

namespace Watchfloor.Store.Postgres;

/// <summary>Deadlines by partition.</summary>
sealed class PostgresDueTimes(Readers readers) : IDueTimes
{
    const string Past = "SELECT tenant, kind, id, at, rank FROM due WHERE partition = $1 AND at <= $2";
    const string Behind = " AND (rank, at, tenant, kind, id) > ($4, $5, $6, $7, $8)";
    const string ByRank = " ORDER BY rank, at, tenant, kind, id LIMIT $3";
    const string Next =
        "SELECT tenant, kind, id, at, rank FROM due WHERE partition = $1 AND at > $2 AND at <= $3 ORDER BY at, rank, tenant, kind, id LIMIT $4";
    const string NextOfKind =
        "SELECT tenant, kind, id, at, rank FROM due WHERE partition = $1 AND at > $2 AND at <= $3 AND kind = $5 ORDER BY at, rank, tenant, id LIMIT $4";

    public int Partitions => DuePartition.Count;

    public int PartitionOf(EntityId entity) => DuePartition.Of(entity);

    public ValueTask<IReadOnlyList<DueEntry>> Missed(
        int partition,
        DateTimeOffset at,
        DueEntry? behind,
        int limit,
        CancellationToken cancellation
    ) =>
        behind is { Entity: var entity } last
            ? Read(
                Past + Behind + ByRank,
                cancellation,
                partition,
                Micros.Of(at),
                limit,
                last.Rank,
                Micros.Of(last.At),
                entity.Tenant.Value,
                entity.Kind,
                entity.Id
            )
            : Read(Past + ByRank, cancellation, partition, Micros.Of(at), limit);

    public ValueTask<IReadOnlyList<DueEntry>> Coming(
        int partition,
        DateTimeOffset after,
        DateTimeOffset until,
        int limit,
        CancellationToken cancellation
    ) => Read(Next, cancellation, partition, Micros.Of(after), Micros.Of(until), limit);

    public ValueTask<IReadOnlyList<DueEntry>> ComingOf(
        string kind,
        int partition,
        DateTimeOffset after,
        DateTimeOffset until,
        int limit,
        CancellationToken cancellation
    ) => Read(NextOfKind, cancellation, partition, Micros.Of(after), Micros.Of(until), limit, kind);

    async ValueTask<IReadOnlyList<DueEntry>> Read(string sql, CancellationToken cancellation, params Arg[] values) =>
        await readers.Rows(
            Scope.System,
            sql,
            row => new DueEntry(new(row.Text(1), new(row.Text(0)), row.Text(2)), row.Instant(3), row.Int(4)),
            cancellation,
            values
        );
}
