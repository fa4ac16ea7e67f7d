using System.Collections.Immutable;
using Watchfloor.Kernel;

namespace Watchfloor.Store.Postgres;

/// <summary>The journal of entities beside their documents.</summary>
sealed class PostgresJournals(Readers readers, PostgresCommits? commits) : IJournals
{
    const string Later = """
        SELECT version, type, data, at FROM journal
        WHERE tenant = $1 AND kind = $2 AND id = $3 AND version > $4 ORDER BY version LIMIT $5
        """;
    const string Several = """
        SELECT j.version, j.type, j.data, j.at, i.place
        FROM unnest($2::text[], $3::text[], $4::bigint[]) WITH ORDINALITY AS i (tenant, id, version, place)
        JOIN journal j ON j.tenant = i.tenant AND j.kind = $1 AND j.id = i.id AND j.version <= i.version
        ORDER BY i.place, j.version
        """;

    public async ValueTask<IReadOnlyList<JournaledFact>> Read(EntityId id, long afterVersion, int limit, CancellationToken cancellation) =>
        await readers.Rows(Scope.Of(id.Tenant), Later, Fact, cancellation, id.Tenant.Value, id.Kind, id.Id, afterVersion, limit);

    public async ValueTask<IReadOnlyList<StoredDocument>> Documents(string kind, EntityId? after, int limit, CancellationToken cancellation)
    {
        var table = EntityTable.Of(kind);
        return await readers.Rows(
            Scope.System,
            Select(table),
            row => Document(row, table),
            cancellation,
            after?.Tenant.Value ?? "", // every tenant's name is longer than nothing
            after?.Id ?? "",
            limit
        );
    }

    public async ValueTask<IReadOnlyList<(EntityId Entity, JournaledFact Fact)>> Read(
        IReadOnlyList<StoredDocument> documents,
        CancellationToken cancellation
    ) =>
        documents.Count == 0
            ? []
            : await readers.Rows(
                Scope.System,
                Several,
                row => (documents[(int)row.Long(4) - 1].Entity, Fact(row)),
                cancellation,
                documents[0].Entity.Kind,
                Arg.Texts(documents.Select(document => document.Entity.Tenant.Value)),
                Arg.Texts(documents.Select(document => document.Entity.Id)),
                Arg.Longs(documents.Select(document => document.Version))
            );

    public async ValueTask<IReadOnlyList<EntityId>> Ahead(string kind, EntityId? after, int limit, CancellationToken cancellation) =>
        await readers.Rows(
            Scope.System,
            $"""
            SELECT j.tenant, j.id FROM journal j LEFT JOIN "{EntityTable.Of(kind).Kind}" d ON d.tenant = j.tenant AND d.id = j.id
            WHERE j.kind = $1 AND (j.tenant, j.id) > ($2, $3) AND j.version > coalesce(d.version, 0)
            GROUP BY j.tenant, j.id ORDER BY j.tenant, j.id LIMIT $4
            """,
            row => new EntityId(kind, new(row.Text(0)), row.Text(1)),
            cancellation,
            kind,
            after?.Tenant.Value ?? "",
            after?.Id ?? "",
            limit
        );

    public Task<bool> Rewrite(Commit document) =>
        commits is null ? throw new InvalidOperationException("this database was opened to read only") : commits.Rewrite(document);

    static string Select(EntityTable table) =>
        $"""
            SELECT d.tenant, d.id, d.version, d.state, d.view, u.at, u.rank{string.Concat(
                table.Columns.Select(column => ", d." + column.Name)
            )}
            FROM "{table.Kind}" d LEFT JOIN due u ON u.tenant = d.tenant AND u.kind = '{table.Kind}' AND u.id = d.id
            WHERE (d.tenant, d.id) > ($1, $2) ORDER BY d.tenant, d.id LIMIT $3
            """;

    static JournaledFact Fact(Row row) => new(row.Long(0), row.Text(1), row.Bytes(2), row.Instant(3));

    static StoredDocument Document(Row row, EntityTable table)
    {
        const int First = 7;
        var columns = ImmutableArray.CreateBuilder<Column>();
        for (var i = 0; i < table.Columns.Length; i++)
        {
            if (!row.IsNull(First + i))
                columns.Add(new(table.Columns[i].Name, Value(row, First + i, table.Columns[i].Type)));
        }
        return new(
            new(table.Kind, new(row.Text(0)), row.Text(1)),
            row.Long(2),
            row.Bytes(3),
            row.IsNull(4) ? (ReadOnlyMemory<byte>?)null : row.Bytes(4),
            columns.ToImmutable(),
            row.IsNull(5) ? null : new Due(row.Instant(5), row.Int(6))
        );
    }

    static object Value(Row row, int column, ColumnType type) =>
        type switch
        {
            ColumnType.Text => row.Text(column),
            ColumnType.Integer => row.Long(column),
            _ => row.Instant(column),
        };
}
