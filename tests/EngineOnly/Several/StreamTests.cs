using Orleans.Runtime;
using Orleans.Streams;
using Watchfloor.Tests.Engine;

namespace Watchfloor.Tests.EngineOnly.Several;

/// <summary>Streams whose publishers and subscribers live in different processes, as far as they can tell.</summary>
public sealed class StreamTests(TwoSilos two) : IClassFixture<TwoSilos>
{
    SeveralSilos Silos => two.Silos;

    static async Task Hears(IListener listener, IEnumerable<int> numbers)
    {
        var expected = numbers.ToArray();
        await Tests.Engine.Eventually.Holds(async () => (await listener.Heard()).Count >= expected.Length);
        Assert.Equal(expected, await listener.Heard());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_client_reaches_the_grain_of_the_streams_key_in_any_silo_in_order(int silo)
    {
        var key = Silos.KeyOf("test-listener", silo);
        var stream = Silos.Client.GetStreamProvider("telemetry").GetStream<Reading>(StreamId.Create("test-readings", key));

        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => stream.OnNextAsync(new(number))));

        await Hears(Silos.Client.GetGrain<IListener>(key), Enumerable.Range(0, 100));
    }

    [Fact]
    public async Task A_publisher_waits_until_a_subscriber_in_another_silo_has_taken_the_item()
    {
        var key = Silos.KeyOf("test-listener", 1);
        var publishing = Stream(0, "test-readings", key).OnNextAsync(new(1, Hold: key));
        await Signals.Wait($"{key}-in");

        Assert.False(publishing.IsCompleted);
        Signals.Raise($"{key}-out");
        await publishing;

        Assert.Equal([1], await Silos.Client.GetGrain<IListener>(key).Heard());
    }

    [Fact]
    public async Task What_a_subscriber_in_another_silo_took_before_it_failed_is_not_given_to_it_again()
    {
        var key = Silos.KeyOf("test-listener", 1);
        var listener = Silos.Client.GetGrain<IListener>(key);
        await Stream(0, "test-readings", key).OnNextAsync(new(0));
        await listener.FailNext(2);

        await Stream(0, "test-readings", key).OnNextBatchAsync([new(1), new(2), new(3)]);
        await listener.FailNext(1);
        await Stream(0, "test-readings", key).OnNextBatchAsync([new(4), new(5)]);

        Assert.Equal([0, 1, 2, 3, 4, 5], await listener.Heard());
    }

    [Fact]
    public async Task A_grain_that_subscribed_itself_hears_publishers_of_every_silo_until_it_unsubscribes()
    {
        var (key, ns) = (Silos.KeyOf("test-listener", 1), EngineCluster.NewKey());
        var listener = Silos.Client.GetGrain<IListener>(key);
        await listener.Subscribe(ns, "s");

        await Tests.Engine.Eventually.Holds(async () =>
        {
            await Stream(0, ns, "s").OnNextAsync(new(1));
            return (await listener.Heard()).Count > 0;
        });
        await Stream(1, ns, "s").OnNextAsync(new(2));
        Assert.Equal([1, 2], await listener.Heard());

        await listener.Unsubscribe(ns, "s");
        await Stream(1, ns, "s").OnNextAsync(new(3));
        Assert.Equal([1, 2], await listener.Heard());
    }

    [Fact]
    public async Task A_subscription_of_a_grains_own_outlives_the_silo_of_its_registry()
    {
        await using var silos = await SeveralSilos.Start(3);
        var key = silos.KeyOf("test-listener", 0);
        var listener = silos.Client.GetGrain<IListener>(key);
        var streams = SeveralSilos.Keys(12);
        foreach (var ns in streams)
            await listener.Subscribe(ns, "s");

        await silos.Cluster.KillSiloAsync(silos.Cluster.Silos[2]);

        foreach (var (number, ns) in streams.Index())
            await Tests.Engine.Eventually.Holds(async () =>
            {
                await silos.Inside<IStreamProvider>(1, "telemetry").GetStream<Reading>(StreamId.Create(ns, "s")).OnNextAsync(new(number));
                return (await listener.Heard()).Contains(number);
            });
    }

    IAsyncStream<Reading> Stream(int silo, string ns, string key) =>
        Silos.Inside<IStreamProvider>(silo, "telemetry").GetStream<Reading>(StreamId.Create(ns, key));
}
