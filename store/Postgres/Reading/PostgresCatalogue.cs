using System.Collections;
using System.Collections.Concurrent;
using System.Text.Json;
using Watchfloor.Catalogue;
using Watchfloor.Json;
using Watchfloor.Kernel;

namespace Watchfloor.Store.Postgres;

/// <summary>
/// What people have defined. The view of an entry is an <see cref="Entry{TSpec}"/>. Each wave of new events asks for several lists of all: they
/// are kept where it is known that nothing of their kind was written since.
/// </summary>
sealed class PostgresCatalogue(Readers readers, SharedWays ways, KindWrites writes) : ICatalogueReads, ICatalogueLists
{
    readonly ConcurrentDictionary<(TenantId Tenant, string Kind), (long Count, ICollection Entries)> _known = new();

    public async ValueTask<IReadOnlyList<Entry<TSpec>>> All<TSpec>(TenantId tenant, string kind, CancellationToken cancellation)
    {
        var count = writes.Of(kind); // before the question: what is written meanwhile is asked for again
        if (count is not null && _known.TryGetValue((tenant, kind), out var known) && known.Count == count)
            return (IReadOnlyList<Entry<TSpec>>)known.Entries;
        var all = Look.ByKeys(
            "whose",
            $"SELECT view FROM {Table(kind)} WHERE tenant = $1 AND tenant = i.whose AND view IS NOT NULL ORDER BY id"
        );
        var views = await ways.Rows(tenant, all, [tenant.Value], View, cancellation);
        var entries = views.ConvertAll(Read<TSpec>);
        if (count is { } then)
            _known[(tenant, kind)] = (then, entries);
        return entries;
    }

    public bool IsKnownEmpty(TenantId tenant, string kind) =>
        writes.Of(kind) is { } count
        && _known.TryGetValue((tenant, kind), out var known)
        && known.Count == count
        && known.Entries.Count == 0;

    public async ValueTask<Entry<TSpec>?> Find<TSpec>(TenantId tenant, string kind, string id, CancellationToken cancellation)
    {
        var one = Look.ByKeys("id", $"SELECT view FROM {Table(kind)} WHERE tenant = $1 AND id = i.id AND view IS NOT NULL");
        return await ways.Rows(tenant, one, [id], View, cancellation) is [var view, ..] ? Read<TSpec>(view) : null;
    }

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
            row => (Entry: Read<TSpec>(row.Bytes(0)), Name: row.Text(1), Id: row.Text(2)),
            cancellation,
            values
        );
        var entries = rows.Take(limit).Select(row => row.Entry).ToList();
        return new(entries, rows.Count > limit ? ListCursor.Write(list, rows[limit - 1].Name, rows[limit - 1].Id) : null);
    }

    // The table's name comes from EntityTable, never from outside.
    static string Table(string kind) => $"\"{EntityTable.Of(kind).Kind}\"";

    // Read when the question is answered: one that nobody can read is no trouble of those who asked together with it.
    static byte[] View(Row row) => row.Bytes(1);

    static Entry<TSpec> Read<TSpec>(byte[] view) => JsonSerializer.Deserialize<Entry<TSpec>>(view, WireJson.Options)!;
}
