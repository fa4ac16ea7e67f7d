using System.Collections.Concurrent;
using System.Data.Common;
using Npgsql;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Reminders;
using Orleans.Runtime;
using Watchfloor.Tests.Clocks;
using Watchfloor.Tests.EngineOnly.Several;
using Watchfloor.Tests.Stores.Postgres;

namespace Watchfloor.Tests.EngineOnly.Clustering;

[Alias("test.IRemindedWidely")]
public interface IRemindedWidely : IGrainWithStringKey
{
    [Alias("Remind")]
    Task Remind(TimeSpan due, TimeSpan period);

    [Alias("Forget")]
    Task Forget();
}

[GrainType("test-reminded-widely")]
public sealed class RemindedWidelyGrain : Grain, IRemindedWidely, IRemindable
{
    public static ConcurrentQueue<(string Key, string At)> Ticks { get; } = [];

    public Task Remind(TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder("tick", due, period);

    public async Task Forget()
    {
        if (await this.GetReminder("tick") is { } reminder)
            await this.UnregisterReminder(reminder);
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Ticks.Enqueue((this.GetPrimaryKeyString(), $"{status.CurrentTickTime:HH:mm}"));
        return Task.CompletedTask;
    }
}

/// <summary>Reminders in a database: each is ticked by the silo that its grain is placed on, and outlives silos.</summary>
public sealed class RemindersOfSeveralSilosTests : IAsyncLifetime
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    readonly ManualClock _clock = new();
    readonly string[] _keys = SeveralSilos.Keys(20);
    PrivatePostgres _server = null!;
    string _database = "";

    static RemindersOfSeveralSilosTests() => DbProviderFactories.RegisterFactory("Npgsql", NpgsqlFactory.Instance);

    public async ValueTask InitializeAsync()
    {
        _server = await PrivatePostgres.Shared;
        _database = await _server.Create();
    }

    public async ValueTask DisposeAsync() => await _server.GiveBack(_database);

    [Fact]
    public async Task Each_ticks_in_one_silo_only()
    {
        await using var silos = await Start();
        foreach (var key in _keys)
            await silos.Client.GetGrain<IRemindedWidely>(key).Remind(10 * Minute, Minute);

        _clock.Advance(10 * Minute);

        await Ticked("08:10");
        Assert.Equal(_keys.Order(), Ticks("08:10").Order());
    }

    [Fact]
    public async Task Those_of_grains_that_moved_tick_where_they_are_now()
    {
        await using var silos = await Start();
        foreach (var key in _keys)
            await silos.Client.GetGrain<IRemindedWidely>(key).Remind(10 * Minute, Minute);
        await silos.Cluster.StartAdditionalSiloAsync();

        _clock.Advance(10 * Minute);

        await Ticked("08:10");
    }

    [Fact]
    public async Task They_go_on_when_a_silo_was_stopped_and_when_all_were()
    {
        await using (var silos = await Start())
        {
            foreach (var key in _keys)
                await silos.Client.GetGrain<IRemindedWidely>(key).Remind(10 * Minute, Minute);
            await silos.Cluster.StopSiloAsync(silos.Cluster.Silos[1]);
            _clock.Advance(10 * Minute);
            await Ticked("08:10");
        }

        _clock.Advance(10 * Minute);
        await using var again = await Start();

        await Ticked("08:20");
    }

    [Fact]
    public async Task What_is_forgotten_ticks_no_more()
    {
        await using var silos = await Start();
        foreach (var key in _keys)
            await silos.Client.GetGrain<IRemindedWidely>(key).Remind(10 * Minute, Minute);
        foreach (var key in _keys[1..])
            await silos.Client.GetGrain<IRemindedWidely>(key).Forget();
        Assert.Equal(1, await _server.Ask<long>(_database, "SELECT count(*) FROM watchfloor_reminder"));

        _clock.Advance(10 * Minute);

        await Eventually.Is("the last one ticked", () => Ticks("08:10").Any());
        Assert.Equal([_keys[0]], Ticks("08:10"));
    }

    IEnumerable<string> Ticks(string at) =>
        RemindedWidelyGrain.Ticks.Where(tick => tick.At == at && _keys.Contains(tick.Key)).Select(tick => tick.Key);

    Task Ticked(string at) => Eventually.Sees($"all ticked at {at}", () => Ticks(at).Distinct().Count(), count => count == _keys.Length);

    Task<SeveralSilos> Start() =>
        SeveralSilos.Start(
            2,
            silo =>
            {
                silo.UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = ("Npgsql", _server.To(_database)));
                silo.Configure<ClusterOptions>(options => options.ServiceId = _keys[0]);
                silo.Services.AddKeyedSingleton<TimeProvider>(ReminderTimeProviderNames.Reminders, _clock);
            }
        );
}
