using System.Text.Json;
using Watchfloor.Catalogue;
using Watchfloor.Json;
using Watchfloor.Kernel;

namespace Watchfloor.Store.Postgres;

/// <summary>What people have defined. The view of an entry is an <see cref="Entry{TSpec}"/>.</summary>
sealed class PostgresCatalogue(Readers readers) : ICatalogueReads, ICatalogueLists
{
    public async ValueTask<IReadOnlyList<Entry<TSpec>>> All<TSpec>(TenantId tenant, string kind, CancellationToken cancellation) =>
        await readers.Rows(
            Scope.Of(tenant),
            $"SELECT view FROM {Table(kind)} WHERE tenant = $1 AND view IS NOT NULL ORDER BY id",
            Read<TSpec>,
            cancellation,
            tenant.Value
        );

    public async ValueTask<Entry<TSpec>?> Find<TSpec>(TenantId tenant, string kind, string id, CancellationToken cancellation) =>
        await readers.First(
            Scope.Of(tenant),
            $"SELECT view FROM {Table(kind)} WHERE tenant = $1 AND id = $2 AND view IS NOT NULL",
            Read<TSpec>,
            cancellation,
            tenant.Value,
            id
        );

    public async ValueTask<Listing<Entry<TSpec>>> List<TSpec>(
        TenantId tenant,
        string kind,
        int limit,
        string? cursor,
        CancellationToken cancellation
    )
    {
        var list = $"{kind}/{tenant}";
        var after = cursor is null ? null : ListCursor.Read(list, cursor, JsonValueKind.String, JsonValueKind.String);
        var sql =
            $"SELECT view, name, id FROM {Table(kind)} WHERE tenant = $1 AND view IS NOT NULL "
            + $"{(after is null ? "" : "AND (name, id) > ($3, $4) ")}ORDER BY name, id LIMIT $2";
        Arg[] values = [tenant.Value, limit + 1L];
        if (after is not null)
            values = [.. values, after[0].GetString(), after[1].GetString()];
        var rows = await readers.Rows(
            Scope.Of(tenant),
            sql,
            row => (Entry: Read<TSpec>(row), Name: row.Text(1), Id: row.Text(2)),
            cancellation,
            values
        );
        var entries = rows.Take(limit).Select(row => row.Entry).ToList();
        return new(entries, rows.Count > limit ? ListCursor.Write(list, rows[limit - 1].Name, rows[limit - 1].Id) : null);
    }

    // The table's name comes from EntityTable, never from outside.
    static string Table(string kind) => $"\"{EntityTable.Of(kind).Kind}\"";

    static Entry<TSpec> Read<TSpec>(Row row) => JsonSerializer.Deserialize<Entry<TSpec>>(row.Bytes(0), WireJson.Options)!;
}
