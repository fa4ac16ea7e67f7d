namespace Watchfloor.Store.Sqlite;

/// <summary>Reads a whole database and looks whether everything in it fits together.</summary>
static class Integrity
{
    const string Null = "NULL value in ";

    /// <summary>The first thing that does not, or null.</summary>
    public static string? Flaw(Connection connection)
    {
        var said = new List<string>();
        var row = connection.Sql("PRAGMA integrity_check");
        while (row.Step())
            said.Add(row.Text(0));
        return said.Find(line => line != "ok" && !IsFalseAlarm(connection, line));
    }

    /// <summary>SQLite 3.40 takes columns before the key of a table without row ids for NULL. Whether one is can be asked.</summary>
    static bool IsFalseAlarm(Connection connection, string line)
    {
        if (!line.StartsWith(Null, StringComparison.Ordinal) || line[Null.Length..].Split('.') is not [var table, var column])
            return false;
        return connection.Number($"SELECT count(*) FROM \"{Quoted(table)}\" WHERE typeof(\"{Quoted(column)}\") = 'null'") == 0;
    }

    static string Quoted(string name) => name.Replace("\"", "\"\"", StringComparison.Ordinal);
}
