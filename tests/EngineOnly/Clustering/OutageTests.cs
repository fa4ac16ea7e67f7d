using System.Diagnostics;
using Watchfloor.Tests.Engine;
using Watchfloor.Tests.EngineOnly.Several;
using Watchfloor.Tests.Stores.Postgres;

namespace Watchfloor.Tests.EngineOnly.Clustering;

/// <summary>The database of members is away for longer than a lease.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);

    PrivatePostgres _server = null!;
    string _database = "";

    public async ValueTask InitializeAsync()
    {
        _server = await PrivatePostgres.Start();
        _database = await _server.Create();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Nobody_serves_without_a_lease_and_nobody_is_evicted_when_it_is_back()
    {
        var (key, other) = (EngineCluster.NewKey(), EngineCluster.NewKey());
        using var first = await DatabaseSilo.Start(key, _server.To(_database), Lease);
        using var second = await DatabaseSilo.Start(key, _server.To(_database), Lease);
        await Eventually.Sees("both have acknowledged the view", () => Rows("acknowledged = 2"), rows => rows == 2);
        var before = await Place(first, key).Where();

        await _server.Kill();
        var killed = Stopwatch.GetTimestamp();
        await Eventually.Is("every lease has run out", () => Stopwatch.GetElapsedTime(killed) > Lease * 1.1);
        var waiting = Place(first, other).Where();
        Assert.False(waiting.IsCompleted, "a silo serves without a lease");
        await _server.Launch();

        await waiting;
        Assert.Equal(before, await Place(second, key).Where());
        Assert.Equal(2, await Rows("NOT evicted"));
        Assert.Equal(2, await _server.Ask<long>(_database, "SELECT number FROM watchfloor_view"));
        await second.StopAsync(Cancellation);
        await first.StopAsync(Cancellation);
    }

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    Task<long> Rows(string condition) => _server.Ask<long>(_database, $"SELECT count(*) FROM watchfloor_member WHERE {condition}");

    static IPlace Place(IHost silo, string key) => silo.Services.GetRequiredService<IGrainFactory>().GetGrain<IPlace>(key);
}
