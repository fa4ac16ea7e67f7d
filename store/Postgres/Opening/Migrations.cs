using System.Globalization;
using Npgsql;

namespace Watchfloor.Store.Postgres;

/// <summary>
/// Brings a database to the schema of this program, one numbered file at a time, each in one transaction. A file says in its first line
/// which is the oldest schema whose programs can still serve: an older server goes on with a newer database where that allows it, and is
/// refused where it does not.
/// </summary>
static class Migrations
{
    const string Folder = ".PostgresMigrations.";
    const int FindsEvents = 3;
    const int PartsMessages = 12;
    const string OldestReader = "-- oldest reader: ";

    static readonly List<Script> Scripts =
    [
        .. typeof(Migrations)
            .Assembly.GetManifestResourceNames()
            .Where(IsScript)
            .Select(Read)
            .Concat(LaterSchema.Migrations.Select(later => Read(later.Name, later.Sql)))
            .OrderBy(script => script.Number),
    ];

    /// <summary>The schema that this program writes.</summary>
    public static long Newest => Scripts[^1].Number;

    /// <summary>Throws <see cref="StoreRefusedException"/> for a database that this program cannot serve, and leaves it as it is.</summary>
    /// <param name="upTo">The last one that is applied.</param>
    /// <param name="oldestBeside">The schema of the oldest program among the servers that have the database at this moment.</param>
    public static async Task Apply(
        NpgsqlConnection connection,
        DateTimeOffset now,
        CancellationToken cancellation,
        long upTo = long.MaxValue,
        long oldestBeside = long.MaxValue
    )
    {
        var (applied, oldest) = await Found(connection, cancellation);
        Readable((applied, oldest));
        var missing = Scripts.Where(script => script.Number > applied && script.Number <= upTo).ToList();
        if (missing.Find(script => script.OldestReader > oldestBeside) is { } first)
        {
            throw new StoreRefusedException(
                $"The database has to be brought to schema {first.Number}, and a server that has it now knows only {oldestBeside}; "
                    + "stop the servers of the older version first."
            );
        }
        foreach (var script in missing)
            await Apply(connection, script, now, cancellation);
    }

    /// <summary>Throws <see cref="StoreRefusedException"/> for what a newer version wrote, unless that version only added to it.</summary>
    public static void Readable((long Applied, long Oldest) found)
    {
        if (found.Applied > Newest && found.Oldest > Newest)
        {
            throw new StoreRefusedException(
                $"The database was written by a newer Watchfloor (schema {found.Applied}, this one knows {Newest}); "
                    + "start that version, or restore a backup that this one made."
            );
        }
    }

    /// <summary>Throws <see cref="StoreRefusedException"/> where this program cannot read what is there as it is.</summary>
    public static void Require((long Applied, long Oldest) found, string database)
    {
        Readable(found);
        if (found.Applied == 0)
            throw new StoreRefusedException($"There is no Watchfloor in the database {database}; give the --postgres of the server.");
        if (found.Applied < Newest)
            throw new StoreRefusedException(
                $"The database {database} has schema {found.Applied}, and this program reads {Newest}; start the server once, it brings it up to date."
            );
    }

    public static async Task<(long Applied, long Oldest)> Found(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var (exists, applied, oldest) = (false, 0L, 0L);
        await using (var statements = new Statements(connection))
            await statements.Add("SELECT to_regclass('meta') IS NOT NULL", row => exists = row.Bool(0)).Run(cancellation);
        if (!exists)
            return (0, 0);
        const string Meta = "SELECT name, value FROM meta WHERE name IN ('schema_version', 'oldest_reader')";
        await using var meta = new Statements(connection);
        await meta.Add(
                Meta,
                row =>
                {
                    var value = long.Parse(row.Text(1), CultureInfo.InvariantCulture);
                    (applied, oldest) = row.Text(0) == "schema_version" ? (value, oldest) : (applied, value);
                }
            )
            .Run(cancellation);
        return (applied, oldest);
    }

    static async Task Apply(NpgsqlConnection connection, Script script, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // What it takes goes with the data that is there; nobody waits for it but the start.
        await using (var command = new NpgsqlCommand($"SET LOCAL statement_timeout = 0;\n{script.Sql}", connection, transaction))
        {
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync(cancellation);
        }
        if (script.Number == FindsEvents)
            await OldEvents.Fill(connection, transaction, cancellation);
        if (script.Number == PartsMessages)
            await OldMessages.Fill(connection, transaction, cancellation);
        await TenantWalls.Stand(connection, transaction, cancellation);
        const string Keep = "INSERT INTO meta VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        // What may stand in the database stays, whatever a later script says of itself.
        const string KeepOldest = """
            INSERT INTO meta VALUES ('oldest_reader', $1::text) ON CONFLICT (name) DO UPDATE SET
              value = greatest(meta.value::bigint, excluded.value::bigint)::text
            """;
        await using (var statements = new Statements(connection, transaction))
        {
            statements.Add(Keep, null, "schema_version", $"{script.Number}");
            statements.Add(KeepOldest, null, $"{script.OldestReader}");
            statements.Add(Keep, null, $"migration/{script.Name}", $"{Micros.Of(now)}");
            await statements.Run(cancellation);
        }
        await transaction.CommitAsync(cancellation);
    }

    static bool IsScript(string resource) =>
        resource.Contains(Folder, StringComparison.Ordinal) && resource.EndsWith(".sql", StringComparison.Ordinal);

    static Script Read(string resource)
    {
        var name = resource[(resource.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..^".sql".Length];
        using var reader = new StreamReader(typeof(Migrations).Assembly.GetManifestResourceStream(resource)!);
        return Read(name, reader.ReadToEnd());
    }

    static Script Read(string name, string sql)
    {
        var oldest = sql.StartsWith(OldestReader, StringComparison.Ordinal)
            ? long.Parse(sql.AsSpan(OldestReader.Length, sql.IndexOf('\n') - OldestReader.Length), CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"{name} does not begin with '{OldestReader}N'");
        return new(long.Parse(name.AsSpan(0, name.IndexOf('_')), CultureInfo.InvariantCulture), oldest, name, sql);
    }

    sealed record Script(long Number, long OldestReader, string Name, string Sql);
}
