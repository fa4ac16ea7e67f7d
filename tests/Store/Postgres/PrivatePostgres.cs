using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>
/// A PostgreSQL of the tests' own on loopback, in a directory that goes with it. It ends with whoever started it, however that ends: its
/// keeper listens to a pipe that only this process holds.
/// </summary>
sealed class PrivatePostgres : IAsyncDisposable
{
    /// <summary>Stays until nobody holds its input any more, then ends the server and clears up.</summary>
    const string Keeper = """
        trap '' INT TERM HUP
        "$@" &
        server=$!
        while read -r line; do kill "-$line" $server; done
        kill -QUIT $server 2>/dev/null
        wait $server
        """;

    static readonly Lazy<Task<PrivatePostgres>> Lazily = new(() => Start());
    static readonly string Binaries = Directory.Exists("/usr/lib/postgresql")
        ? Directory
            .GetDirectories("/usr/lib/postgresql")
            .Select(version => Path.Combine(version, "bin"))
            .Where(bin => File.Exists(Path.Combine(bin, "postgres")))
            .OrderByDescending(bin => bin, StringComparer.Ordinal)
            .FirstOrDefault("")
        : "";

    readonly string _directory;
    readonly ConcurrentBag<string> _free = [];
    Process? _keeper;
    int _databases;

    PrivatePostgres(string directory, int port) => (_directory, Port) = (directory, port);

    /// <summary>The one that all tests share, started with the first who asks.</summary>
    public static Task<PrivatePostgres> Shared => Lazily.Value;

    public int Port { get; }

    /// <summary>One of its own, for tests that break it.</summary>
    public static async Task<PrivatePostgres> Start()
    {
        Assert.True(Binaries.Length > 0, "PostgreSQL is not installed: apt-get install postgresql");
        var directory = Directory.CreateTempSubdirectory("watchfloor-postgres-").FullName;
        await Run("/bin/sh", "-c", $"[ $(id -u) -ne 0 ] || chown postgres: '{directory}'");
        var postgres = new PrivatePostgres(directory, FreePorts.Next());
        AppDomain.CurrentDomain.ProcessExit += (_, _) => postgres.End();
        await Run([
            .. AsUser,
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
        await postgres.Launch();
        await postgres.Sql("postgres", "CREATE ROLE watchfloor LOGIN PASSWORD 'open-sesame' NOSUPERUSER NOBYPASSRLS");
        return postgres;
    }

    string Data => Path.Combine(_directory, "data");

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

    public string To(string database, int? port = null) =>
        $"Host=127.0.0.1;Port={port ?? Port};Database={database};Username=watchfloor;Password=open-sesame";

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
        var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={Port};Database={database};Username=postgres;Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Ends it without a word, as a power cut does.</summary>
    public async Task Kill()
    {
        await Run("/bin/sh", "-c", $"kill -9 $(head -1 '{Data}/postmaster.pid')");
        _keeper!.StandardInput.Close();
        await _keeper.WaitForExitAsync();
    }

    /// <summary>Starts it, again after a kill.</summary>
    public async Task Launch()
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
            .. AsUser,
            Path.Combine(Binaries, "postgres"),
            "-D",
            Data,
            "-p",
            $"{Port}",
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            $"unix_socket_directories={_directory}",
            "-c",
            "max_connections=400",
            "-c",
            "shared_buffers=64MB",
            "-c",
            "max_prepared_transactions=0",
        ];
        foreach (var word in words)
            start.ArgumentList.Add(word);
        _keeper = Process.Start(start)!;
        _keeper.OutputDataReceived += (_, _) => { };
        _keeper.ErrorDataReceived += (_, _) => { };
        _keeper.BeginOutputReadLine();
        _keeper.BeginErrorReadLine();
        await Eventually(async () =>
        {
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
        _keeper!.StandardInput.Close();
        await _keeper.WaitForExitAsync();
        End();
    }

    void End()
    {
        if (_keeper is { HasExited: false })
        {
            _keeper.StandardInput.Close();
            _keeper.WaitForExit(TimeSpan.FromSeconds(10));
        }
        if (Directory.Exists(_directory))
            Directory.Delete(_directory, recursive: true);
    }

    /// <summary>PostgreSQL does not run as root.</summary>
    static string[] AsUser =>
        Environment.UserName == "root"
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--pdeathsig=KILL", "--"]
            : [];

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
