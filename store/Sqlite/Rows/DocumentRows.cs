using Watchfloor.Kernel;

namespace Watchfloor.Store.Sqlite;

/// <summary>The document of each entity, whose row is the version guard.</summary>
sealed class DocumentRows(Connection connection)
{
    readonly Dictionary<string, Statements> _byKind = EntityTable.All.ToDictionary(t => t.Kind, t => new Statements(connection, t));

    /// <summary>Writes it where the store holds the expected version; false where it does not.</summary>
    public bool Put(EntityTable table, Commit commit, ColumnValue[] columns)
    {
        var statement = commit.Expected == 0 ? _byKind[table.Kind].Insert : _byKind[table.Kind].Update;
        foreach (var column in columns)
            column.AddTo(statement);
        statement.Add(commit.Version).AddText(commit.State.Span);
        if (commit.View is { } view)
            statement.AddText(view.Span);
        else
            statement.AddNull();
        statement.Add(commit.Entity.Tenant.Value).Add(commit.Entity.Id);
        if (commit.Expected > 0)
            statement.Add(commit.Expected);
        return statement.Run() == 1;
    }

    /// <summary>The version that the store holds, 0 for none.</summary>
    public long Version(EntityTable table, EntityId entity)
    {
        var statement = _byKind[table.Kind].Version.Add(entity.Tenant.Value).Add(entity.Id);
        var version = statement.Step() ? statement.Long(0) : 0;
        statement.Rest();
        return version;
    }

    // Table and column names come from EntityTable, never from outside.
    sealed class Statements(Connection connection, EntityTable table)
    {
        static string Names(EntityTable table, string after) => string.Concat(table.Columns.Select(column => column.Name + after));

        public Statement Insert { get; } =
            connection.Sql(
                $"INSERT INTO {table.Kind} ({Names(table, ", ")}version, state, view, tenant, id) "
                    + $"VALUES ({string.Concat(Enumerable.Repeat("?, ", table.Columns.Length))}?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
            );

        public Statement Update { get; } =
            connection.Sql(
                $"UPDATE {table.Kind} SET {Names(table, " = ?, ")}version = ?, state = ?, view = ? WHERE tenant = ? AND id = ? AND version = ?"
            );

        public Statement Version { get; } = connection.Sql($"SELECT version FROM {table.Kind} WHERE tenant = ? AND id = ?");
    }
}
