using System.Globalization;
using Watchfloor.Kernel;
using Watchfloor.Store;
using Watchfloor.Store.Sqlite;

namespace Watchfloor.Benchmarks;

/// <summary>
/// Documents and deadlines, as many per transaction as the file takes quickly; what leads to them is written by the database itself. Their
/// facts are left out.
/// </summary>
static class SqliteLoad
{
    const int Together = 50_000;

    public static async Task Fill(string directory, IEnumerable<Commit> commits)
    {
        await using (SqliteStore.Open(directory, TimeProvider.System)) { }
        using var connection = Connection.ToWrite(Path.Combine(directory, "watchfloor.db"));
        connection.Run("PRAGMA synchronous = OFF; PRAGMA cache_size = -524288");
        var (terms, deadlines) = (new TermRows(connection), new DueRows(connection));
        foreach (var group in commits.Chunk(Together))
        {
            connection.Run("BEGIN IMMEDIATE");
            foreach (var commit in group)
            {
                Put(connection, commit);
                deadlines.Set(commit.Entity, commit.Due, isNew: true);
            }
            terms.Settle();
            connection.Run("COMMIT");
        }
    }

    /// <summary>Moves all deadlines between two instants, whatever the documents say. The server must not run.</summary>
    public static void Move(string directory, DateTimeOffset from, TimeSpan spread)
    {
        using var connection = Connection.ToWrite(Path.Combine(directory, "watchfloor.db"));
        connection.Sql("UPDATE due SET at = ? + abs(random() % ?)").Add(Micros.Of(from)).Add((long)spread.TotalMicroseconds).Run();
    }

    static void Put(Connection connection, Commit commit)
    {
        var names = commit.Columns.Select(column => column.Name).ToList();
        var statement = connection.Sql(
            $"INSERT INTO {commit.Entity.Kind} ({string.Join(", ", names)}, version, state, view, tenant, id) VALUES ({string.Concat(names.Select(_ => "?, "))}?, ?, ?, ?, ?)"
        );
        foreach (var column in commit.Columns)
            Add(statement, column.Value);
        statement.Add(commit.Version).AddText(commit.State.Span).AddText(commit.View!.Value.Span);
        statement.Add(commit.Entity.Tenant.Value).Add(commit.Entity.Id).Run();
    }

    static void Add(Statement statement, object? value)
    {
        if (value is null)
            statement.AddNull();
        else if (value is string text)
            statement.Add(text);
        else
            statement.Add(value is DateTimeOffset instant ? Micros.Of(instant) : Convert.ToInt64(value, CultureInfo.InvariantCulture));
    }
}
