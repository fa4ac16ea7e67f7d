using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Watchfloor.Benchmarks;

/// <summary>A PostgreSQL of the benchmark's own, from the system's binaries, as a production one writes: fsync and synchronous commit on.</summary>
sealed class ScratchPostgres : IAsyncDisposable
{
    static readonly string Binaries = Directory
        .GetDirectories("/usr/lib/postgresql")
        .Select(version => Path.Combine(version, "bin"))
        .Where(bin => File.Exists(Path.Combine(bin, "postgres")))
        .OrderDescending(StringComparer.Ordinal)
        .First();

    /// <summary>What initdb makes; each gets a copy of it, which takes a tenth of the time.</summary>
    static readonly Lazy<Task<string>> Fresh = new(Initialise);

    readonly string _directory = Directory.CreateTempSubdirectory("watchfloor-bench-postgres-").FullName;

    /// <summary>What its processes took of the processors so far, those that have ended too.</summary>
    public TimeSpan Worked =>
        ProcessTree.Worked(int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture));

    string Data => Path.Combine(_directory, "data");

    public static async Task<ScratchPostgres> Start()
    {
        var postgres = new ScratchPostgres();
        await GiveAway(postgres._directory);
        await Run("cp", "-a", await Fresh.Value, postgres.Data);
        await postgres.Launch();
        return postgres;
    }

    /// <summary>Starts it, again after a power cut, and waits until it takes connections.</summary>
    public Task Launch()
    {
        var options = $"-c listen_addresses='' -c unix_socket_directories={_directory} -c shared_buffers=256MB -c max_connections=300";
        return RunAsUser("pg_ctl", "start", "-w", "-D", Data, "-l", Path.Combine(_directory, "log"), "-o", options);
    }

    /// <summary>Everything of it dies without a checkpoint: the next start recovers from what is on the disk.</summary>
    public Task CutPower() => RunAsUser("pg_ctl", "stop", "-m", "immediate", "-D", Data);

    /// <summary>A database with nothing in it.</summary>
    public async Task<string> Create(string name)
    {
        // Without a pool: what is in one does not outlive a power cut.
        await using var connection = new NpgsqlConnection($"{To("postgres")};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE template0", connection);
        await command.ExecuteNonQueryAsync();
        return To(name);
    }

    /// <summary>A database with nothing in it, for a role that is nobody special: rows of other tenants are kept from it.</summary>
    public async Task<string> CreateGuarded(string name)
    {
        // Without a pool: what is in one does not outlive a power cut.
        await using var connection = new NpgsqlConnection($"{To("postgres")};Pooling=false");
        await connection.OpenAsync();
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new($"CREATE ROLE {name} LOGIN"));
        batch.BatchCommands.Add(new($"GRANT pg_monitor TO {name}"));
        await batch.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE template0 OWNER {name}", connection);
        await command.ExecuteNonQueryAsync();
        return $"Host={_directory};Database={name};Username={name}";
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await CutPower();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>For its superuser.</summary>
    public string To(string database) => $"Host={_directory};Database={database};Username=postgres";

    static async Task<string> Initialise()
    {
        var directory = Directory.CreateTempSubdirectory("watchfloor-bench-initdb-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(directory, recursive: true);
        await GiveAway(directory);
        var data = Path.Combine(directory, "data");
        await RunAsUser("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        return data;
    }

    static Task GiveAway(string directory) => Environment.UserName == "root" ? Run("chown", "postgres:", directory) : Task.CompletedTask;

    /// <summary>PostgreSQL does not run as root.</summary>
    static Task RunAsUser(string program, params string[] words)
    {
        string[] command = [Path.Combine(Binaries, program), .. words];
        return Environment.UserName == "root"
            ? Run("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", "--", .. command])
            : Run(command[0], command[1..]);
    }

    static async Task Run(string program, params string[] words)
    {
        var start = new ProcessStartInfo(program, words)
        {
            WorkingDirectory = "/",
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new StoreFailedException($"{program} ended with {process.ExitCode}");
    }
}
