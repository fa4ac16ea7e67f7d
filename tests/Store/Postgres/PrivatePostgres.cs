using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>
/// A PostgreSQL of the tests' own on loopback, in a directory that goes with it. Both end with whoever started them, however that ends:
/// a keeper listens to a pipe that only this process holds.
/// </summary>
sealed class PrivatePostgres : IAsyncDisposable
{
    /// <summary>
    /// Stays until nobody holds its input any more, then ends the server and clears up. A line means a power cut: the server dies without
    /// a word, and what it has on the disk stays for the next.
    /// </summary>
    const string Keeper = """
        trap '' INT TERM HUP
        directory=$1
        shift
        "$@" &
        server=$!
        while read -r line; do kill -KILL $server && left=yes; done
        kill -QUIT $server 2>/dev/null
        wait $server
        [ -n "$left" ] || rm -rf "$directory"
        """;

    /// <summary>The password of the user that <see cref="To"/> names.</summary>
    public const string Password = "open-sesame";

    /// <summary>How long a connection may take to open where a machine has more to do than to run tests, and the database forks for each.</summary>
    public static readonly TimeSpan Connecting = TimeSpan.FromSeconds(30);

    static readonly Lazy<Task<PrivatePostgres>> Lazily = new(() => Start(survives: false));
    static readonly string Binaries = Directory.Exists("/usr/lib/postgresql")
        ? Directory
            .GetDirectories("/usr/lib/postgresql")
            .Select(version => Path.Combine(version, "bin"))
            .Where(bin => File.Exists(Path.Combine(bin, "postgres")))
            .OrderByDescending(bin => bin, StringComparer.Ordinal)
            .FirstOrDefault("")
        : "";

    /// <summary>The name of the one database that asks for the password; the others take everybody's word.</summary>
    public const string Guarded = "guarded";

    readonly string _directory;
    readonly bool _survives;
    readonly Machine? _machine;
    readonly ConcurrentBag<string> _free = [];
    Process? _keeper;
    int _databases;

    PrivatePostgres(string directory, int port, Machine? machine, bool survives) =>
        (_directory, Port, _machine, _survives) = (directory, port, machine, survives);

    /// <summary>The one that all tests share, started with the first who asks.</summary>
    public static Task<PrivatePostgres> Shared => Lazily.Value;

    public int Port { get; }

    /// <summary>
    /// One of its own, for tests that break it; one that is never broken need not wait for the disk. Where a machine is given it runs there,
    /// and is reached from its network.
    /// </summary>
    public static async Task<PrivatePostgres> Start(Machine? machine = null, bool survives = true)
    {
        Assert.True(Binaries.Length > 0, "PostgreSQL is not installed: apt-get install postgresql");
        var directory = Directory.CreateTempSubdirectory("watchfloor-postgres-").FullName;
        await Run("/bin/sh", "-c", $"[ $(id -u) -ne 0 ] || chown postgres: '{directory}'");
        var postgres = new PrivatePostgres(directory, FreePorts.Next(), machine, survives);
        await Run([
            .. postgres.AsUser,
            Path.Combine(Binaries, "initdb"),
            "-D",
            postgres.Data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "-N",
        ]);
        await File.WriteAllTextAsync(
            postgres.Doors,
            $"host {Guarded} all 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\nhost all all {PrivateNetwork.Range} trust\nlocal all all trust\n"
        );
        await postgres.Launch();
        await postgres.Sql("postgres", $"CREATE ROLE watchfloor LOGIN PASSWORD '{Password}' NOSUPERUSER NOBYPASSRLS");
        return postgres;
    }

    string Data => Path.Combine(_directory, "data");

    string Doors => Path.Combine(Data, "pg_hba.conf");

    /// <summary>A database with nothing in it, owned by a role that is nobody special.</summary>
    public async Task<string> Create()
    {
        if (_free.TryTake(out var free))
            return free;
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await Sql("postgres", $"CREATE DATABASE {name} OWNER watchfloor TEMPLATE template0");
        return name;
    }

    /// <summary>Empties a database for the next who asks, which is much faster than making one.</summary>
    public async Task GiveBack(string database)
    {
        await Sql(
            database,
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
            DROP SCHEMA public CASCADE;
            CREATE SCHEMA public AUTHORIZATION watchfloor
            """
        );
        _free.Add(database);
    }

    /// <summary>The one that asks for the password, with nothing in it; it is dropped by the next who calls.</summary>
    public async Task<string> CreateGuarded()
    {
        await Sql("postgres", $"DROP DATABASE IF EXISTS {Guarded} (FORCE)");
        await Sql("postgres", $"CREATE DATABASE {Guarded} OWNER watchfloor TEMPLATE template0");
        return To(Guarded);
    }

    public string To(string database, int? port = null) =>
        $"Host={Address};Port={port ?? Port};Database={database};Username=watchfloor;Password={Password}";

    /// <summary>As the superuser, whom no wall stops.</summary>
    public async Task Sql(string database, string sql)
    {
        await using var connection = await Superuser(database);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T?> Ask<T>(string database, string sql)
    {
        await using var connection = await Superuser(database);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    public async Task<NpgsqlConnection> Superuser(string database)
    {
        // From here the address of a machine in a network cannot be reached, but the server's directory can.
        var host = _machine is null ? Address : _directory;
        var connection = new NpgsqlConnection(
            $"Host={host};Port={Port};Database={database};Username=postgres;Pooling=false;Timeout={Connecting.TotalSeconds}"
        );
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Ends it without a word, as a power cut does.</summary>
    public async Task Kill()
    {
        await _keeper!.StandardInput.WriteLineAsync("power cut");
        await Ended();
    }

    /// <summary>Starts it, again after a kill. Processes of the one that was killed may hold its memory for a moment; then once more.</summary>
    public async Task Launch()
    {
        _keeper = Keep();
        await Eventually(async () =>
        {
            if (_keeper.HasExited)
                _keeper = Keep();
            try
            {
                await using var connection = await Superuser("postgres");
                return true;
            }
            catch (NpgsqlException)
            {
                return false;
            }
        });
    }

    Process Keep()
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] words =
        [
            "-c",
            Keeper,
            "keeper",
            _directory,
            .. AsUser,
            Path.Combine(Binaries, "postgres"),
            "-D",
            Data,
            "-p",
            $"{Port}",
            "-c",
            $"listen_addresses={Address}",
            "-c",
            $"unix_socket_directories={_directory}",
            "-c",
            "max_connections=400",
            "-c",
            "shared_buffers=64MB",
            "-c",
            "max_prepared_transactions=0",
            "-c",
            "track_commit_timestamp=on",
            "-c",
            "jit=off",
            "-c",
            _survives ? "fsync=on" : "fsync=off",
        ];
        foreach (var word in words)
            start.ArgumentList.Add(word);
        var keeper = Process.Start(start)!;
        keeper.OutputDataReceived += (_, _) => { };
        keeper.ErrorDataReceived += (_, _) => { };
        keeper.BeginOutputReadLine();
        keeper.BeginErrorReadLine();
        return keeper;
    }

    /// <summary>Awaits a condition; it is looked at again and again until a minute is over.</summary>
    public static async Task Eventually(Func<Task<bool>> condition)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromMinutes(1), "it did not come to pass within a minute");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Ended();
        if (Directory.Exists(_directory)) // after a kill
            Directory.Delete(_directory, recursive: true);
    }

    /// <summary>The one that all tests share, if any asked for it.</summary>
    public static async ValueTask EndShared()
    {
        if (Lazily is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            await (await Lazily.Value).DisposeAsync();
    }

    async Task Ended()
    {
        _keeper!.StandardInput.Close();
        await _keeper.WaitForExitAsync();
    }

    string Address => _machine?.Address ?? "127.0.0.1";

    /// <summary>PostgreSQL does not run as root, nor as who is root in a namespace of his own.</summary>
    string[] AsUser =>
        Environment.UserName == "root"
            ? [.. Enter, "setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--pdeathsig=KILL", "--"]
        : _machine is null ? []
        : [.. Enter, "unshare", "-U", "--map-user=1000", "--map-group=1000", "--"];

    IReadOnlyList<string> Enter => _machine?.Enter ?? [];

    static async Task Run(params string[] words)
    {
        var start = new ProcessStartInfo(words[0])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (var word in words[1..])
            start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{words[^1]}: {await error}");
    }
}
