using Watchfloor.Kernel;

namespace Watchfloor.Store.Sqlite;

/// <summary>The document of each entity, whose row is the version guard.</summary>
sealed class DocumentRows(Connection connection)
{
    readonly Dictionary<string, Statements> _byKind = EntityTable.All.ToDictionary(t => t.Kind, t => new Statements(connection, t));
    readonly Statement _tombstone = connection.Sql("SELECT version FROM tombstones WHERE tenant = ? AND id = ?");

    /// <summary>Writes it where the store holds the expected version; false where it does not.</summary>
    public bool Put(EntityTable table, Commit commit, ColumnValue[] columns)
    {
        var isNew = commit.Expected == 0;
        if (!isNew && _byKind[table.Kind].Narrow is { } narrow && Touch(narrow, table, commit, columns))
            return true;
        var statement = Bind(isNew ? _byKind[table.Kind].Insert : _byKind[table.Kind].Update, commit, columns);
        if (!isNew)
            statement.Add(commit.Expected);
        else if (Tombstone.EventOf(commit.Entity) is { } eventId)
            statement.Add(commit.Entity.Tenant.Value).Add(eventId);
        return statement.Run() == 1;
    }

    /// <summary>Writes it over whatever stands there.</summary>
    public void Replace(EntityTable table, Commit commit, ColumnValue[] columns) =>
        Bind(_byKind[table.Kind].Replace, commit, columns).Run();

    /// <summary>Writes it where beside the document nothing changes but when it changed last; false where more does.</summary>
    static bool Touch(Statement narrow, EntityTable table, Commit commit, ColumnValue[] columns)
    {
        var touched = table.IndexOf(Statements.Touched);
        columns[touched].AddTo(narrow);
        BindDocument(narrow, commit).Add(commit.Expected);
        for (var i = 0; i < columns.Length; i++)
            if (i != touched)
                columns[i].AddTo(narrow);
        return narrow.Run() == 1;
    }

    static Statement Bind(Statement statement, Commit commit, ColumnValue[] columns)
    {
        foreach (var column in columns)
            column.AddTo(statement);
        return BindDocument(statement, commit);
    }

    static Statement BindDocument(Statement statement, Commit commit)
    {
        statement.Add(commit.Version).AddText(commit.State.Span);
        if (commit.View is { } view)
            statement.AddText(view.Span);
        else
            statement.AddNull();
        return statement.Add(commit.Entity.Tenant.Value).Add(commit.Entity.Id);
    }

    /// <summary>The version that the store holds, 0 for none; of what retention took, that of its tombstone.</summary>
    public long Version(EntityTable table, EntityId entity)
    {
        var statement = _byKind[table.Kind].Version.Add(entity.Tenant.Value).Add(entity.Id);
        var version = statement.Step() ? statement.Long(0) : 0;
        statement.Rest();
        return version == 0 && Tombstone.EventOf(entity) is { } eventId ? Buried(entity.Tenant, eventId) : version;
    }

    long Buried(TenantId tenant, string eventId)
    {
        var statement = _tombstone.Add(tenant.Value).Add(eventId);
        var version = statement.Step() ? statement.Long(0) : 0;
        statement.Rest();
        return version;
    }

    // Table and column names come from EntityTable, never from outside.
    sealed class Statements(Connection connection, EntityTable table)
    {
        static string Names(EntityTable table, string after) => string.Concat(table.Columns.Select(column => column.Name + after));

        static string Into(EntityTable table) => $"INTO {table.Kind} ({Names(table, ", ")}version, state, view, tenant, id) ";

        static string Places(EntityTable table) => $"{string.Concat(Enumerable.Repeat("?, ", table.Columns.Length))}?, ?, ?, ?, ?";

        static string UnlessRemoved(EntityTable table) =>
            Tombstone.Guards(table.Kind) ? "WHERE NOT EXISTS (SELECT 1 FROM tombstones WHERE tenant = ? AND id = ?)" : "WHERE true";

        public Statement Insert { get; } =
            connection.Sql($"INSERT {Into(table)} SELECT {Places(table)} {UnlessRemoved(table)} ON CONFLICT DO NOTHING");

        // An upsert, for REPLACE tells no trigger what it takes away.
        public Statement Replace { get; } =
            connection.Sql(
                $"INSERT {Into(table)} VALUES ({Places(table)}) ON CONFLICT (tenant, id) DO UPDATE SET {string.Concat(table.Columns.Select(column => $"{column.Name} = excluded.{column.Name}, "))}version = excluded.version, state = excluded.state, view = excluded.view"
            );

        public Statement Update { get; } =
            connection.Sql(
                $"UPDATE {table.Kind} SET {Names(table, " = ?, ")}version = ?, state = ?, view = ? WHERE tenant = ? AND id = ? AND version = ?"
            );

        public const string Touched = "updated_at";

        // What is told of an event again and again changes none of its columns: their indexes, and the triggers on them, are left alone.
        public Statement? Narrow { get; } =
            table.Columns.Any(column => column.Name == Touched)
                ? connection.Sql(
                    $"UPDATE {table.Kind} SET {Touched} = ?, version = ?, state = ?, view = ? WHERE tenant = ? AND id = ? AND version = ?{string.Concat(table.Columns.Where(column => column.Name != Touched).Select(column => $" AND {column.Name} IS ?"))}"
                )
                : null;

        public Statement Version { get; } = connection.Sql($"SELECT version FROM {table.Kind} WHERE tenant = ? AND id = ?");
    }
}
