using System.Globalization;
using System.Security.Cryptography;

namespace Watchfloor.Store.Sqlite;

/// <summary>Brings a database to the schema of this program, one numbered file at a time, before anything else touches it.</summary>
static class Migrations
{
    const string Folder = ".Migrations.";
    const int PacksReadings = 3;

    /// <summary>Throws <see cref="StoreRefusedException"/> for a database of a newer program, and leaves it as it is.</summary>
    public static void Apply(Connection connection, DateTimeOffset now)
    {
        connection.Run("CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL)");
        var scripts = Scripts();
        var applied = connection.Number("SELECT coalesce(max(number), 0) FROM migrations");
        if (applied > scripts[^1].Number)
        {
            throw new StoreRefusedException(
                $"The database was written by a newer Watchfloor (schema {applied}, this one knows {scripts[^1].Number}); "
                    + "start that version, or restore a backup that this one made."
            );
        }
        foreach (var script in scripts.Where(script => script.Number > applied))
            Apply(connection, script, now);
    }

    static void Apply(Connection connection, Script script, DateTimeOffset now)
    {
        connection.Run("BEGIN IMMEDIATE");
        try
        {
            connection.Run(script.Sql);
            if (script.Number == PacksReadings)
                OldReadings.Pack(connection, now);
            connection.Sql("INSERT INTO migrations VALUES (?, ?, ?)").Add(script.Number).Add(script.Name).Add(Micros.Of(now)).Run();
            connection.Sql("INSERT OR IGNORE INTO meta VALUES ('epoch', ?)").Add(RandomNumberGenerator.GetHexString(16)).Run();
            connection.Run("COMMIT");
        }
        catch
        {
            if (connection.InTransaction)
                connection.Run("ROLLBACK");
            throw;
        }
    }

    static List<Script> Scripts() =>
        [.. typeof(Migrations).Assembly.GetManifestResourceNames().Where(IsScript).Select(Read).OrderBy(script => script.Number)];

    static bool IsScript(string resource) =>
        resource.Contains(Folder, StringComparison.Ordinal) && resource.EndsWith(".sql", StringComparison.Ordinal);

    static Script Read(string resource)
    {
        var name = resource[(resource.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..^".sql".Length];
        using var reader = new StreamReader(typeof(Migrations).Assembly.GetManifestResourceStream(resource)!);
        return new(long.Parse(name.AsSpan(0, name.IndexOf('_')), CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }

    sealed record Script(long Number, string Name, string Sql);
}
