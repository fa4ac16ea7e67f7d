using Watchfloor.Kernel;

namespace Watchfloor.Store.Sqlite;

/// <summary>Appends facts.</summary>
sealed class JournalRows
{
    const string Insert = """
        INSERT INTO journal (n, xid, tenant, kind, id, version, type, data, actor, at, request_id, trace)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    readonly Connection _connection;
    readonly Statement _insert;

    public JournalRows(Connection connection, MetaRows meta)
    {
        _connection = connection;
        _insert = connection.Sql(Insert);
        Last = Math.Max(connection.Number("SELECT coalesce(max(n), 0) FROM journal"), meta.Of(MetaRows.Journal));
    }

    /// <summary>The newest row's number. A failed transaction leaves a hole, which is normal.</summary>
    public long Last { get; private set; }

    public long LastXid() => _connection.Number("SELECT coalesce((SELECT xid FROM journal ORDER BY n DESC LIMIT 1), 0)");

    /// <summary>The newest version of an entity, 0 for none.</summary>
    public long Version(EntityId entity)
    {
        var row = _connection
            .Sql("SELECT coalesce(max(version), 0) FROM journal WHERE tenant = ? AND kind = ? AND id = ?")
            .Add(entity.Tenant.Value)
            .Add(entity.Kind)
            .Add(entity.Id);
        row.Step();
        var version = row.Long(0);
        row.Rest();
        return version;
    }

    public void Add(long xid, Commit commit, int index)
    {
        var fact = commit.Facts[index];
        _insert.Add(++Last).Add(xid).Add(commit.Entity.Tenant.Value).Add(commit.Entity.Kind).Add(commit.Entity.Id);
        _insert.Add(commit.Expected + 1 + index).Add(fact.Name).AddText(fact.Data.Span).Add(commit.Actor);
        _insert.Add(Micros.Of(fact.At)).Add(commit.Request?.Value).Add(commit.Trace).Run();
    }
}
