using System.Collections.Immutable;
using Watchfloor.Kernel;

namespace Watchfloor.Store.Sqlite;

/// <summary>The journal of entities beside their documents.</summary>
sealed class SqliteJournals(Readers readers, SqliteCommits? commits) : IJournals
{
    public ValueTask<IReadOnlyList<JournaledFact>> Read(EntityId id, long afterVersion, int limit, CancellationToken cancellation)
    {
        using var reader = readers.Rent(cancellation);
        var row = reader
            .Sql(
                "SELECT version, type, data, at FROM journal WHERE tenant = ? AND kind = ? AND id = ? AND version > ? ORDER BY version LIMIT ?"
            )
            .Add(id.Tenant.Value)
            .Add(id.Kind)
            .Add(id.Id)
            .Add(afterVersion)
            .Add(limit);
        var facts = new List<JournaledFact>();
        while (row.Step())
            facts.Add(Fact(row));
        return ValueTask.FromResult<IReadOnlyList<JournaledFact>>(facts);
    }

    public ValueTask<IReadOnlyList<StoredDocument>> Documents(string kind, EntityId? after, int limit, CancellationToken cancellation)
    {
        var table = EntityTable.Of(kind);
        using var reader = readers.Rent(cancellation);
        // Every tenant's name is longer than nothing.
        var row = reader.Sql(Select(table)).Add(after?.Tenant.Value ?? "").Add(after?.Id ?? "").Add(limit);
        var documents = new List<StoredDocument>();
        while (row.Step())
            documents.Add(Document(row, table));
        return ValueTask.FromResult<IReadOnlyList<StoredDocument>>(documents);
    }

    public ValueTask<IReadOnlyList<(EntityId Entity, JournaledFact Fact)>> Read(
        IReadOnlyList<StoredDocument> documents,
        CancellationToken cancellation
    )
    {
        using var reader = readers.Rent(cancellation);
        var facts = new List<(EntityId, JournaledFact)>();
        foreach (var document in documents)
        {
            var row = reader
                .Sql(
                    "SELECT version, type, data, at FROM journal WHERE tenant = ? AND kind = ? AND id = ? AND version <= ? ORDER BY version"
                )
                .Add(document.Entity.Tenant.Value)
                .Add(document.Entity.Kind)
                .Add(document.Entity.Id)
                .Add(document.Version);
            while (row.Step())
                facts.Add((document.Entity, Fact(row)));
        }
        return ValueTask.FromResult<IReadOnlyList<(EntityId, JournaledFact)>>(facts);
    }

    public ValueTask<IReadOnlyList<EntityId>> Ahead(string kind, EntityId? after, int limit, CancellationToken cancellation)
    {
        var table = EntityTable.Of(kind);
        using var reader = readers.Rent(cancellation);
        var entities = new List<EntityId>();
        foreach (var tenant in Tenants(reader).Where(tenant => string.CompareOrdinal(tenant, after?.Tenant.Value) >= 0))
        {
            var row = reader
                .Sql(AheadOf(table))
                .Add(tenant)
                .Add(kind)
                .Add(tenant == after?.Tenant.Value ? after.Value.Id : "")
                .Add(limit - entities.Count);
            while (row.Step())
                entities.Add(new(kind, new(tenant), row.Text(0)));
        }
        return ValueTask.FromResult<IReadOnlyList<EntityId>>(entities);
    }

    public Task<bool> Rewrite(Commit document) =>
        commits?.Rewrite(document) ?? throw new NotSupportedException("these journals were opened to read");

    static string Select(EntityTable table) =>
        $"""
            SELECT d.tenant, d.id, d.version, d.state, d.view, u.at, u.rank{string.Concat(
                table.Columns.Select(column => ", d." + column.Name)
            )}
            FROM {table.Kind} d LEFT JOIN due u ON u.tenant = d.tenant AND u.kind = '{table.Kind}' AND u.id = d.id
            WHERE (d.tenant, d.id) > (?, ?) ORDER BY d.tenant, d.id LIMIT ?
            """;

    /// <summary>From one to the next by the index; there are few.</summary>
    static List<string> Tenants(Readers.Reader reader)
    {
        var row = reader.Sql(
            """
            WITH RECURSIVE t(tenant) AS (
              SELECT min(tenant) FROM journal
              UNION ALL SELECT (SELECT min(tenant) FROM journal WHERE tenant > t.tenant) FROM t WHERE t.tenant IS NOT NULL
            )
            SELECT tenant FROM t WHERE tenant IS NOT NULL
            """
        );
        var tenants = new List<string>();
        while (row.Step())
            tenants.Add(row.Text(0));
        return tenants;
    }

    static string AheadOf(EntityTable table) =>
        $"""
            SELECT j.id FROM journal j LEFT JOIN {table.Kind} d ON d.tenant = j.tenant AND d.id = j.id
            WHERE j.tenant = ? AND j.kind = ? AND j.id > ? AND j.version > coalesce(d.version, 0)
            GROUP BY j.id ORDER BY j.id LIMIT ?
            """;

    static JournaledFact Fact(Statement row) => new(row.Long(0), row.Text(1), row.Utf8(2).ToArray(), row.Instant(3));

    static StoredDocument Document(Statement row, EntityTable table)
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
            row.Utf8(3).ToArray(),
            row.IsNull(4) ? (ReadOnlyMemory<byte>?)null : row.Utf8(4).ToArray(),
            columns.ToImmutable(),
            row.IsNull(5) ? null : new Due(row.Instant(5), row.Int(6))
        );
    }

    static object Value(Statement row, int column, ColumnType type) =>
        type switch
        {
            ColumnType.Text => row.Text(column),
            ColumnType.Integer => row.Long(column),
            _ => row.Instant(column),
        };
}
