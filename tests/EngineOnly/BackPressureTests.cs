using Orleans.Runtime;
using Orleans.Streams;
using Watchfloor.Tests.Engine;

namespace Watchfloor.Tests.EngineOnly;

/// <summary>Streams here push, and whoever publishes waits: the official memory streams poll and do not.</summary>
public sealed class BackPressureTests(EngineCluster cluster) : IClassFixture<EngineCluster>
{
    readonly string _key = EngineCluster.NewKey();

    IListener Listener => cluster.Client.GetGrain<IListener>(_key);

    IAsyncStream<Reading> Stream(string ns = "test-readings", string? key = null) =>
        cluster.Services.GetRequiredKeyedService<IStreamProvider>("telemetry").GetStream<Reading>(StreamId.Create(ns, key ?? _key));

    [Fact]
    public async Task Who_publishes_waits_until_the_item_was_taken()
    {
        var publishing = Stream().OnNextAsync(new(1, Hold: _key));
        await Signals.Wait($"{_key}-in");
        Assert.False(publishing.IsCompleted);

        Signals.Raise($"{_key}-out");
        await publishing;

        Assert.Equal([1], await Listener.Heard());
    }

    [Fact]
    public async Task Far_more_items_than_any_buffer_are_all_delivered()
    {
        var publishers = Enumerable
            .Range(0, 4)
            .Select(_ =>
                Task.Run(async () =>
                {
                    for (var number = 0; number < 5000; number++)
                        await Stream().OnNextAsync(new(number));
                })
            );

        await Task.WhenAll(publishers);

        Assert.Equal(20_000, (await Listener.Heard()).Count);
    }

    [Fact]
    public async Task A_grain_that_never_takes_an_item_fails_its_publisher()
    {
        await Listener.FailNext(100);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Stream().OnNextAsync(new(1)));
    }

    [Fact]
    public async Task A_stream_without_subscribers_takes_items_and_keeps_none()
    {
        await Stream("test-nobody").OnNextAsync(new(1));
        await Listener.Subscribe("test-nobody", _key);

        await Stream("test-nobody").OnNextAsync(new(2));

        Assert.Equal([2], await Listener.Heard());
    }

    [Fact]
    public async Task Who_unsubscribed_hears_no_more()
    {
        await Listener.Subscribe("test-nobody", _key);
        await Stream("test-nobody").OnNextAsync(new(1));

        await Listener.Unsubscribe("test-nobody", _key);
        await Stream("test-nobody").OnNextAsync(new(2));

        Assert.Equal([1], await Listener.Heard());
    }
}
