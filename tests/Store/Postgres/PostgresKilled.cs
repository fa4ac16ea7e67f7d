using System.Collections.Concurrent;
using System.Net.NetworkInformation;
using Npgsql;
using Watchfloor.Kernel;
using Watchfloor.Store;
using Watchfloor.Tests.Contracts;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>The database dies and comes back under a store that writes on.</summary>
public sealed class PostgresKilled : IAsyncLifetime
{
    readonly StoreContractClock _clock = new();
    PrivatePostgres? _server;
    string _database = "";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    PrivatePostgres Server => _server!;

    public async ValueTask InitializeAsync()
    {
        _server = await PrivatePostgres.Start();
        _database = await _server.Create();
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_nothing_is_applied_twice_when_the_database_is_killed() =>
        await WhileWriting(
            async () =>
            {
                await Server.Kill();
                await Server.Launch();
            },
            times: 3
        );

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_nothing_is_applied_twice_when_connections_are_ended() =>
        await WhileWriting(
            () =>
                Server.Sql(
                    "postgres",
                    $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{_database}' AND application_name LIKE 'watchfloor%'"
                ),
            times: 15
        );

    [Fact]
    public async Task A_database_that_stays_away_fails_commits_and_reads_in_words_and_is_served_again_when_it_is_back()
    {
        var tuning = PostgresRoom.Tuning with { Patience = TimeSpan.FromSeconds(1), Fate = TimeSpan.FromSeconds(1) };
        await using var store = await PostgresStore.Open(Server.To(_database), _clock, tuning, Cancellation);
        Assert.IsType<CommitResult.Committed>(await store.Commits.Commit(Commit(Event("e1"), 0)));
        await Server.Kill();

        var failed = await Assert.ThrowsAsync<StoreFailedException>(() => store.Commits.Commit(Commit(Event("e1"), 1)));
        Assert.Contains("127.0.0.1", failed.Message);
        Assert.DoesNotContain("open-sesame", $"{failed}{store.Health.Trouble}");
        Assert.NotNull(store.Health.Trouble);
        await Assert.ThrowsAsync<StoreFailedException>(async () => await store.Entities.Load(Event("e1"), Cancellation));

        await Server.Launch();
        await PrivatePostgres.Eventually(() => Task.FromResult(store.Health.Trouble is null));
        Assert.Equal(1, (await store.Entities.Load(Event("e1"), Cancellation))!.Version);
        Assert.IsType<CommitResult.Committed>(await store.Commits.Commit(Commit(Event("e1"), 1)));
        await Assert.ThrowsAsync<StoreRefusedException>(() => PostgresStore.Open(Server.To(_database), _clock, tuning, Cancellation));
    }

    [Fact]
    public async Task Who_calls_out_goes_on_after_a_connection_that_was_found_dead_while_nothing_was_to_say()
    {
        var tuning = PostgresRoom.Together with { Alive = TimeSpan.FromSeconds(1) };
        await using var store = await PostgresStore.Open(Server.To(_database), _clock, tuning, Cancellation);
        await store.Commits.Commit(Commit(Event("e1"), 0));
        await PrivatePostgres.Eventually(() =>
            Server.Ask<bool>("postgres", "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE query LIKE 'NOTIFY watchfloor%')")
        );
        await Server.Sql("postgres", $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{_database}'");
        await PrivatePostgres.Eventually(() => Task.FromResult(!AnyHalfClosed()));

        await using var listener = await Server.Superuser(_database);
        await using (var listen = new NpgsqlCommand("LISTEN watchfloor", listener))
            await listen.ExecuteNonQueryAsync(Cancellation);
        await store.Commits.Commit(Commit(Event("e1"), 1));
        Assert.True(await listener.WaitAsync(TimeSpan.FromMinutes(1), Cancellation), "nobody called");
    }

    /// <summary>Connections that the server has ended, and whose client has not seen it yet.</summary>
    bool AnyHalfClosed() =>
        IPGlobalProperties
            .GetIPGlobalProperties()
            .GetActiveTcpConnections()
            .Any(connection => connection.RemoteEndPoint.Port == Server.Port && connection.State == TcpState.CloseWait);

    async Task WhileWriting(Func<Task> disturb, int times)
    {
        await using var store = await PostgresStore.Open(Server.To(_database), _clock, PostgresRoom.Tuning, Cancellation);
        var acknowledged = new ConcurrentDictionary<string, long>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var writers = Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => Task.Run(() => Write(store, $"e{i}", acknowledged, stop.Token), stop.Token))
        );
        for (var time = 0; time < times; time++)
        {
            var enough = acknowledged.Values.Sum() + 100;
            await PrivatePostgres.Eventually(() => Task.FromResult(writers.IsFaulted || acknowledged.Values.Sum() >= enough));
            await disturb();
        }
        await stop.CancelAsync();
        await writers;
        await Check(store, acknowledged);
    }

    static async Task Write(IStore store, string id, ConcurrentDictionary<string, long> acknowledged, CancellationToken stop)
    {
        for (var version = 0L; !stop.IsCancellationRequested; version += 2)
        {
            var commit = Commit(Event(id), version, facts: 2) with { Outbox = [Message("a", $"{version}")], Due = new(T0, 1) };
            Assert.IsType<CommitResult.Committed>(await store.Commits.Commit(commit));
            acknowledged[id] = version + 2;
        }
    }

    static async Task Check(IStore store, ConcurrentDictionary<string, long> acknowledged)
    {
        var messages = await store.Outbox.After(0, int.MaxValue, Cancellation);
        foreach (var (id, version) in acknowledged)
        {
            Assert.Equal(version, (await store.Entities.Load(Event(id), Cancellation))!.Version);
            var journal = await store.Events.Journal(Tenant, id, Cancellation);
            Assert.Equal(Enumerable.Range(1, (int)version).Select(n => (long)n), journal.Select(row => row.Version));
            Assert.Equal(version / 2, messages.Count(message => message.Source.Id == id));
        }
        Assert.Equal(acknowledged.Values.Sum(), store.Health.Facts);
    }
}
