using System.Globalization;
using Watchfloor.Store.Postgres;

namespace Watchfloor.Store;

/// <summary>
/// Copies a PostgreSQL database with the programs that come with it, as its plain owner: one snapshot, while the server goes on writing.
/// It comes back in one transaction, so that an interrupted restore leaves the database as it was.
/// </summary>
public sealed class PostgresCopy(string connectionString) : IDatabaseCopy
{
    /// <summary>What a backup calls it.</summary>
    public const string Name = "postgresql";

    /// <inheritdoc/>
    public string Kind => Name;

    /// <summary>
    /// Who is a member of a cluster, and the secret that members know, belong to the place and not to what lasts: whoever starts a copy must
    /// not find the silos of its original, nor be believed by them.
    /// </summary>
    const string Members = "*.watchfloor_*";

    /// <inheritdoc/>
    public async Task Save(string file, CancellationToken cancellation)
    {
        await using var place = await CopyPlace.Find(connectionString, cancellation);
        Migrations.Require(await place.Versions(cancellation), place.Name);
        await place.Programs.Run(
            "pg_dump",
            cancellation,
            "--format=custom",
            "--no-password",
            "--no-owner",
            "--no-privileges",
            "--enable-row-security",
            $"--exclude-table={Members}",
            $"--schema=\"{place.Schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
            $"--file={file}"
        );
        await MustBeSound(place, file, cancellation);
        DurableFiles.Flush(file);
    }

    /// <inheritdoc/>
    public async Task<string?> Found(CancellationToken cancellation)
    {
        await using var place = await CopyPlace.Find(connectionString, cancellation);
        return await place.Table(cancellation) is { } table ? $"The database {place.Name} is not empty (it holds {table})" : null;
    }

    /// <inheritdoc/>
    public IDisposable Claim() => DatabaseClaim.Take(connectionString);

    /// <inheritdoc/>
    public async Task Check(string file, CancellationToken cancellation)
    {
        await using var place = await CopyPlace.Find(connectionString, cancellation);
        await MustBeSound(place, file, cancellation);
    }

    /// <inheritdoc/>
    public async Task Load(string file, CancellationToken cancellation)
    {
        await using var place = await CopyPlace.Find(connectionString, cancellation);
        var (list, script) = (file + ".list", file + ".sql");
        // The schema is there already; its rights are for who looks after the database.
        var entries = (await place.Programs.Run("pg_restore", cancellation, "--list", file)).Split('\n');
        await File.WriteAllLinesAsync(list, entries.Where(entry => !entry.Contains(" SCHEMA - ", StringComparison.Ordinal)), cancellation);
        await using (DurableFiles.Create(script)) { }
        await place.Programs.Run(
            "pg_restore",
            cancellation,
            "--no-owner",
            "--no-privileges",
            $"--use-list={list}",
            $"--file={script}",
            file
        );
        await place.Programs.Run(
            "psql",
            cancellation,
            "--no-psqlrc",
            "--no-password",
            "--quiet",
            "--set=ON_ERROR_STOP=1",
            "--single-transaction",
            $"--command={place.Empty}",
            $"--file={script}",
            $"--command={place.Anew}"
        );
    }

    static async Task MustBeSound(CopyPlace place, string file, CancellationToken cancellation)
    {
        try
        {
            await place.Programs.Run("pg_restore", cancellation, $"--file={(OperatingSystem.IsWindows() ? "NUL" : "/dev/null")}", file);
        }
        catch (StoreRefusedException e)
        {
            throw new StoreRefusedException($"The copy {file} is damaged ({e.Message}); take another backup.", e);
        }
        var meta = await place.Programs.Run("pg_restore", cancellation, "--data-only", "--table=meta", "--file=-", file);
        Migrations.Readable((Number(meta, "schema_version"), Number(meta, "oldest_reader")));
    }

    /// <summary>A row as COPY writes it: name, tab, value.</summary>
    static long Number(string copied, string name)
    {
        var line = Array.Find(copied.Split('\n'), row => row.StartsWith(name + "\t", StringComparison.Ordinal));
        return line is not null && long.TryParse(line.AsSpan(name.Length + 1), CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new StoreRefusedException("The copy holds no database of Watchfloor.");
    }
}
