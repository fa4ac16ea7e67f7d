using System.Collections.Concurrent;
using Npgsql;
using Watchfloor.Silo;
using Watchfloor.Store;

namespace Watchfloor.Tests.Processes;

/// <summary>The PostgreSQL that a cluster makes for itself, from the programs of the system.</summary>
public sealed class The_private_database : IDisposable
{
    static readonly CancellationToken Now = TestContext.Current.CancellationToken;

    readonly TemporaryDirectory _directory = new();
    readonly Launcher _launcher = new();

    public The_private_database() => PrivateDirectory.Make(Data);

    string Data => _directory["data"];

    public void Dispose()
    {
        _launcher.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Is_never_roots_and_lets_nobody_in_without_its_password()
    {
        await using var database = new PrivateDatabase(Data, _launcher, _ => { });
        await database.Start(Now);
        Assert.Equal("off", await Ask(database, "SELECT current_setting('is_superuser')"));
        Assert.Equal("on", await Ask(database, "SELECT current_setting('fsync')"));
        Assert.Equal("127.0.0.1", await Ask(database, "SELECT current_setting('listen_addresses')"));
        Assert.NotEqual("0", Owner(Server()));
        Assert.DoesNotContain("Password", database.Connection, StringComparison.OrdinalIgnoreCase);
        Secrets.IsOwnersAlone(Path.Combine(Data, "postgres.pass"));

        var open = new NpgsqlConnectionStringBuilder(database.Connection)
        {
            Passfile = null,
            Password = "wrong",
            Pooling = false,
        };
        await using var stranger = new NpgsqlConnection(open.ConnectionString);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => stranger.OpenAsync(Now));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
    }

    [Fact]
    public async Task Keeps_what_was_committed_over_a_stop_and_over_kill_minus_nine()
    {
        await using (var first = new PrivateDatabase(Data, _launcher, _ => { }))
        {
            await first.Start(Now);
            await Ask(first, "CREATE TABLE kept (what text); INSERT INTO kept VALUES ('one'); SELECT 'made'");
        }
        Assert.False(File.Exists(Path.Combine(Data, "postgres", "data", "postmaster.pid")), "it ended in order");

        await using (var second = new PrivateDatabase(Data, _launcher, _ => { }))
        {
            await second.Start(Now);
            await Ask(second, "INSERT INTO kept VALUES ('two'); SELECT 'made'");
            Signals.Send(Server(), Signals.Kill);
            await Eventually.Sees("it is up again by itself", () => Answers(second), answers => answers);
            Assert.Equal("one two", await Ask(second, "SELECT string_agg(what, ' ' ORDER BY what) FROM kept"));
        }
        await using var last = new PrivateDatabase(Data, _launcher, _ => { });
        await last.Start(Now);
        Assert.Equal("one two", await Ask(last, "SELECT string_agg(what, ' ' ORDER BY what) FROM kept"));
    }

    [Fact]
    public async Task Is_waited_for_as_long_as_it_lives_and_given_up_at_its_first_start_alone()
    {
        await using (var made = new PrivateDatabase(Data, _launcher, _ => { }))
            await made.Start(Now);

        var said = new ConcurrentQueue<string>();
        await using (var slow = new PrivateDatabase(Data, _launcher, said.Enqueue, patience: TimeSpan.Zero))
            await slow.Start(Now);
        Assert.Contains(said, line => line.Contains("does not answer yet", StringComparison.Ordinal));

        var control = Path.Combine(Data, "postgres", "data", "global", "pg_control");
        File.Move(control, control + ".away");
        await using var broken = new PrivateDatabase(Data, _launcher, _ => { }, patience: TimeSpan.Zero);
        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => broken.Start(Now));
        Assert.Contains("does not start", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_never_given_up_once_it_was_up()
    {
        var said = new ConcurrentQueue<string>();
        await using var database = new PrivateDatabase(Data, _launcher, said.Enqueue, patience: TimeSpan.FromMilliseconds(100));
        await database.Start(Now);
        var control = Path.Combine(Data, "postgres", "data", "global", "pg_control");
        File.Move(control, control + ".away");
        Signals.Send(Server(), Signals.Kill);
        await Eventually.Sees(
            "that it does not start is said more than once",
            () => said.Count(line => line.Contains("tried again until it does", StringComparison.Ordinal)),
            count => count > 1
        );
        File.Move(control + ".away", control);
        await Eventually.Sees("it is up again by itself", () => Answers(database), answers => answers);
    }

    [Fact]
    public async Task Is_not_passed_over_by_a_server_that_is_alone()
    {
        await using (var database = new PrivateDatabase(Data, _launcher, _ => { }))
            await database.Start(Now);
        await using var alone = ServerProcess.Launch($"http://127.0.0.1:{FreePorts.Next()}", Data, demo: false);
        Assert.Equal(1, await alone.Exit());
        Assert.Contains("holds the private PostgreSQL of a cluster", alone.Output, StringComparison.Ordinal);
        Assert.Throws<StoreRefusedException>(() => PrivateDatabase.IsNone(Data));
    }

    int Server() => int.Parse(File.ReadLines(Path.Combine(Data, "postgres", "data", "postmaster.pid")).First());

    static string Owner(int process) =>
        File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1];

    static async Task<bool> Answers(PrivateDatabase database)
    {
        try
        {
            return await Ask(database, "SELECT 'here'") == "here";
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    static async Task<string?> Ask(PrivateDatabase database, string sql)
    {
        var place = new NpgsqlConnectionStringBuilder(database.Connection) { Pooling = false };
        await using var connection = new NpgsqlConnection(place.ConnectionString);
        await connection.OpenAsync(Now);
        await using var command = new NpgsqlCommand(sql, connection);
        return (string?)await command.ExecuteScalarAsync(Now);
    }
}
