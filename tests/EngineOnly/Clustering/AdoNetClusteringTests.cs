using Orleans.Runtime;
using Watchfloor.Tests.Engine;
using Watchfloor.Tests.Processes;
using Watchfloor.Tests.Stores.Postgres;

namespace Watchfloor.Tests.EngineOnly.Clustering;

/// <summary>The lives of silos that share a database, seen by their rows in it.</summary>
public sealed class AdoNetClusteringTests : IAsyncLifetime
{
    static readonly TimeSpan Short = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    readonly string _cluster = EngineCluster.NewKey();
    PrivatePostgres _server = null!;
    string _database = "";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await PrivatePostgres.Shared;
        _database = await _server.Create();
    }

    public async ValueTask DisposeAsync() => await _server.GiveBack(_database);

    [Fact]
    public async Task A_silo_joins_when_it_starts_and_departs_when_it_stops()
    {
        using var silo = await Start();
        await Settled(view: 1, members: 1);
        Assert.Equal(1, await silo.Services.GetRequiredService<IGrainFactory>().GetGrain<ITurns>(_cluster).Add(0));

        await silo.StopAsync(Cancellation);

        Assert.Equal(0, await Rows("true"));
    }

    [Fact]
    public async Task Silos_acknowledge_each_others_coming_and_going()
    {
        using var first = await Start();
        using var second = await Start();
        await Settled(view: 2, members: 2);

        await second.StopAsync(Cancellation);

        await Settled(view: 3, members: 1);
        await first.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_silo_holds_a_connection_for_evictions()
    {
        using var silo = await Start();

        await Eventually.Sees(
            "both connections stand",
            () =>
                _server.Ask<long>(
                    _database,
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'watchfloor members'"
                ),
            count => count == 2
        );
        await silo.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_silo_that_was_killed_is_out_when_its_lease_has_run_out()
    {
        using var first = await Start(Short);
        using var second = await Start(Short);
        await Settled(view: 2, members: 2);

        await Kill(second);

        await Settled(view: 3, members: 1);
        Assert.Equal(1, await Rows("evicted"));
        await first.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Who_starts_where_another_was_takes_it_out_at_once()
    {
        var port = FreePorts.Next();
        using var first = await Start(Long, port);
        await Kill(first);

        using var second = await Start(Long, port);

        await Settled(view: 3, members: 1);
        Assert.Equal(1, await Rows("evicted"));
        Assert.NotEqual(Address(first), Address(second));
        await second.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_silo_that_was_evicted_takes_no_calls_any_more_and_stops()
    {
        using var silo = await Start();
        var stopped = silo.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var grain = silo.Services.GetRequiredService<IGrainFactory>().GetGrain<ITurns>(_cluster);

        await _server.Sql(_database, "UPDATE watchfloor_member SET evicted = true");

        await Eventually.Is("the host stops", () => stopped.IsCancellationRequested);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => grain.Add(0));
        await silo.StopAsync(Cancellation);
        Assert.Equal(1, await Rows("evicted"));
    }

    [Fact]
    public async Task What_the_fence_refuses_shows_at_once_whether_the_life_is_over()
    {
        using var silo = await Start(Long);
        await Settled(view: 1, members: 1);
        var stopped = silo.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        await _server.Sql(_database, "UPDATE watchfloor_member SET lease_until = clock_timestamp()");
        var refused = silo.Services.GetRequiredKeyedService<Action>("orleans.handover");

        refused();
        await Eventually.Sees("the lease runs again", () => Rows("lease_until > clock_timestamp()"), rows => rows == 1);
        Assert.False(stopped.IsCancellationRequested);

        await _server.Sql(_database, "UPDATE watchfloor_member SET evicted = true");
        refused();
        await Eventually.Is("the host stops", () => stopped.IsCancellationRequested);
        await silo.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_silo_whose_commits_have_no_known_fate_acknowledges_nothing_and_ends()
    {
        var fate = new TaskCompletionSource();
        using var silo = await Start(
            Long,
            configure: services => services.AddKeyedSingleton<Func<CancellationToken, Task>>("orleans.handover", (_, _) => _ => fate.Task)
        );
        var stopped = silo.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

        fate.SetException(new InvalidOperationException("nobody knows"));

        await Eventually.Is("the host stops", () => stopped.IsCancellationRequested);
        await silo.StopAsync(Cancellation);
        Assert.Equal(1, await Rows("NOT evicted AND acknowledged = 0"));
    }

    [Fact]
    public async Task A_silo_that_cannot_ask_for_the_fate_of_its_commits_asks_again_and_lives()
    {
        var asked = 0;
        using var silo = await Start(
            Long,
            configure: services =>
                services.AddKeyedSingleton<Func<CancellationToken, Task>>(
                    "orleans.handover",
                    (_, _) =>
                        _ =>
                            Interlocked.Increment(ref asked) < 3
                                ? Task.FromException(new TimeoutException("the database has no connection left"))
                                : Task.CompletedTask
                )
        );

        await Settled(view: 1, members: 1);

        Assert.Equal(3, asked);
        Assert.False(silo.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
        await silo.StopAsync(Cancellation);
    }

    [Fact]
    public async Task What_is_under_way_is_settled_before_a_view_is_acknowledged()
    {
        var settling = new TaskCompletionSource();
        var fate = new TaskCompletionSource();
        Task Settle()
        {
            settling.SetResult();
            return fate.Task;
        }
        using var silo = await Start(
            Long,
            configure: services => services.AddKeyedSingleton<Func<CancellationToken, Task>>("orleans.handover", (_, _) => _ => Settle())
        );
        var serves = silo.Services.GetRequiredKeyedService<Func<GrainId, bool>>("orleans.handover");
        await settling.Task.WaitAsync(Cancellation);
        await Eventually.Sees("it renews meanwhile", () => Rows("lease_until > joined_at + interval '121 seconds'"), rows => rows == 1);
        Assert.Equal(1, await Rows("acknowledged = 0"));
        Assert.False(serves(Lives.Grains(1)[0]));

        fate.SetResult();

        await Settled(view: 1, members: 1);
        await Eventually.Is("the barrier is passed", () => serves(Lives.Grains(1)[0]));
        await silo.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_provider_that_is_not_registered_is_named()
    {
        var fault = await Assert.ThrowsAsync<OrleansConfigurationException>(() => Start(invariant: "Nobody.Sql"));

        Assert.Contains("'Nobody.Sql'", fault.Message);
    }

    /// <summary>All rows have acknowledged the view of this number.</summary>
    async Task Settled(int view, int members)
    {
        await Eventually.Sees(
            $"{members} members have acknowledged view {view}",
            () =>
                _server.Ask<string>(
                    _database,
                    "SELECT (SELECT number FROM watchfloor_view) || ': ' || string_agg(acknowledged::text, ' ') FROM watchfloor_member WHERE NOT evicted"
                ),
            seen => seen == $"{view}: {string.Join(' ', Enumerable.Repeat(view, members))}"
        );
    }

    Task<long> Rows(string condition) => _server.Ask<long>(_database, $"SELECT count(*) FROM watchfloor_member WHERE {condition}");

    static SiloAddress Address(IHost host) => host.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;

    /// <summary>Whatever runs is abandoned, and nobody is told.</summary>
    static Task Kill(IHost host) => host.StopAsync(new CancellationToken(canceled: true)).ContinueWith(_ => { }, TaskScheduler.Default);

    Task<IHost> Start(
        TimeSpan? lease = null,
        int? port = null,
        string invariant = DatabaseSilo.Invariant,
        Action<IServiceCollection>? configure = null
    ) => DatabaseSilo.Start(_cluster, _server.To(_database), lease, port, invariant, configure);
}
