using System.Globalization;
using System.Security.Cryptography;

namespace Watchfloor.Store.Sqlite;

/// <summary>Brings a database to the schema of this program, one numbered file at a time, before anything else touches it.</summary>
static class Migrations
{
    const string Folder = ".Migrations.";
    const int PacksReadings = 3;
    const int FindsEvents = 5;
    const string Applied = "SELECT coalesce(max(number), 0) FROM migrations";

    /// <summary>
    /// Throws <see cref="StoreRefusedException"/> for a database of a newer program that this one cannot work with, and leaves it as it is.
    /// A newer one that only added to the schema says so (<c>oldest_reader</c>), and is taken as it is.
    /// </summary>
    /// <param name="upTo">The last one that is applied.</param>
    /// <param name="beforeCommit">Called with the number of each before it is durable.</param>
    public static void Apply(Connection connection, DateTimeOffset now, long upTo = long.MaxValue, Action<long>? beforeCommit = null)
    {
        MustBeReadable(connection);
        connection.Run("CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL)");
        var scripts = Scripts();
        var applied = connection.Number(Applied);
        foreach (var script in scripts.Where(script => script.Number > applied && script.Number <= upTo))
            Apply(connection, script, now, beforeCommit);
    }

    /// <summary>The newest schema that this program knows.</summary>
    public static long Newest => Scripts()[^1].Number;

    /// <summary>All scripts, in their order.</summary>
    public static IEnumerable<(long Number, string Sql)> Texts => Scripts().Select(script => (script.Number, script.Sql));

    /// <summary>Throws where a newer program made a schema that this one does not understand.</summary>
    public static void MustBeReadable(Connection connection)
    {
        if (connection.Number("SELECT count(*) FROM sqlite_master WHERE name = 'migrations'") == 0)
            return;
        var (applied, newest) = (connection.Number(Applied), Newest);
        if (applied <= newest)
            return;
        var row = connection.Sql(MetaRows.Find).Add("oldest_reader");
        var oldest = row.Step() ? row.Long(0) : applied;
        row.Rest();
        if (oldest > newest)
        {
            throw new StoreRefusedException(
                $"The database was written by a newer Watchfloor (schema {applied}, this one knows {newest}); "
                    + "start that version, or restore a backup that this one made."
            );
        }
    }

    /// <summary>Throws <see cref="StoreRefusedException"/> unless the database has exactly the schema of this program.</summary>
    public static void Require(Connection connection)
    {
        var (applied, known) = (connection.Number("SELECT coalesce(max(number), 0) FROM migrations"), Scripts()[^1].Number);
        if (applied != known)
        {
            throw new StoreRefusedException(
                $"The database has schema {applied}, this Watchfloor knows {known}; "
                    + (applied < known ? "start the server once, and it is brought up to date." : "use the version that wrote it.")
            );
        }
    }

    static void Apply(Connection connection, Script script, DateTimeOffset now, Action<long>? beforeCommit)
    {
        connection.Run("BEGIN IMMEDIATE");
        try
        {
            connection.Run(script.Sql);
            if (script.Number == PacksReadings)
                OldReadings.Pack(connection, now);
            if (script.Number == FindsEvents)
                OldEvents.Fill(connection);
            connection.Sql("INSERT INTO migrations VALUES (?, ?, ?)").Add(script.Number).Add(script.Name).Add(Micros.Of(now)).Run();
            connection.Sql("INSERT OR IGNORE INTO meta VALUES ('epoch', ?)").Add(RandomNumberGenerator.GetHexString(16)).Run();
            beforeCommit?.Invoke(script.Number);
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
