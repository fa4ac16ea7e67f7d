using System.Collections;
using System.Collections.Concurrent;
using System.Text.Json;
using Watchfloor.Catalogue;
using Watchfloor.Json;
using Watchfloor.Kernel;

namespace Watchfloor.Store.Sqlite;

/// <summary>
/// What people have defined. The view of an entry is an <see cref="Entry{TSpec}"/>. A list of all is kept until something of its kind is
/// written: each wave of new events asks for several.
/// </summary>
sealed class SqliteCatalogue(Readers readers, KindWrites writes) : ICatalogueReads, ICatalogueLists
{
    readonly ConcurrentDictionary<(TenantId Tenant, string Kind), (long Count, ICollection Entries)> _known = new();

    public ValueTask<IReadOnlyList<Entry<TSpec>>> All<TSpec>(TenantId tenant, string kind, CancellationToken cancellation)
    {
        var count = writes.Of(kind); // before the read: what is written meanwhile is read again
        if (count is not null && _known.TryGetValue((tenant, kind), out var known) && known.Count == count)
            return ValueTask.FromResult((IReadOnlyList<Entry<TSpec>>)known.Entries);
        using var reader = readers.Rent(cancellation);
        var row = reader.Sql($"SELECT view FROM {Table(kind)} WHERE tenant = ? AND view IS NOT NULL ORDER BY id").Add(tenant.Value);
        var entries = new List<Entry<TSpec>>();
        while (row.Step())
            entries.Add(Read<TSpec>(row));
        if (count is { } then)
            _known[(tenant, kind)] = (then, entries);
        return ValueTask.FromResult<IReadOnlyList<Entry<TSpec>>>(entries);
    }

    public bool IsKnownEmpty(TenantId tenant, string kind) =>
        writes.Of(kind) is { } count
        && _known.TryGetValue((tenant, kind), out var known)
        && known.Count == count
        && known.Entries.Count == 0;

    public ValueTask<Entry<TSpec>?> Find<TSpec>(TenantId tenant, string kind, string id, CancellationToken cancellation)
    {
        using var reader = readers.Rent(cancellation);
        var row = reader.Sql($"SELECT view FROM {Table(kind)} WHERE tenant = ? AND id = ? AND view IS NOT NULL").Add(tenant.Value).Add(id);
        return ValueTask.FromResult(row.Step() ? Read<TSpec>(row) : null);
    }

    public ValueTask<Listing<Entry<TSpec>>> List<TSpec>(
        TenantId tenant,
        string kind,
        int limit,
        string? cursor,
        CancellationToken cancellation
    )
    {
        var list = $"{kind}/{tenant}";
        var after = cursor is null ? null : ListCursor.Read(list, cursor, JsonValueKind.String, JsonValueKind.String);
        using var reader = readers.Rent(cancellation);
        var row = reader.Sql(
            $"SELECT view, name, id FROM {Table(kind)} WHERE tenant = ? AND view IS NOT NULL "
                + $"{(after is null ? "" : "AND (name, id) > (?, ?) ")}ORDER BY name, id LIMIT ?"
        );
        row.Add(tenant.Value);
        if (after is not null)
            row.Add(after[0].GetString()).Add(after[1].GetString());
        row.Add((long)limit + 1);
        var entries = new List<Entry<TSpec>>();
        var last = ("", "");
        while (row.Step())
        {
            if (entries.Count == limit)
                return ValueTask.FromResult(new Listing<Entry<TSpec>>(entries, ListCursor.Write(list, last.Item1, last.Item2)));
            entries.Add(Read<TSpec>(row));
            last = (row.Text(1), row.Text(2));
        }
        return ValueTask.FromResult(new Listing<Entry<TSpec>>(entries, null));
    }

    // The table's name comes from EntityTable, never from outside.
    static string Table(string kind) => EntityTable.Of(kind).Kind;

    static Entry<TSpec> Read<TSpec>(Statement row) => JsonSerializer.Deserialize<Entry<TSpec>>(row.Utf8(0), WireJson.Options)!;
}
