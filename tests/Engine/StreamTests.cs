using Orleans.Runtime;
using Orleans.Streams;

namespace Watchfloor.Tests.Engine;

public sealed class StreamTests(EngineCluster cluster) : IClassFixture<EngineCluster>
{
    readonly string _key = EngineCluster.NewKey();

    IListener Listener => cluster.Client.GetGrain<IListener>(_key);

    IAsyncStream<Reading> Stream(string ns = "test-readings", string? key = null) =>
        cluster.Services.GetRequiredKeyedService<IStreamProvider>("telemetry").GetStream<Reading>(StreamId.Create(ns, key ?? _key));

    [Fact]
    public async Task An_item_wakes_the_grain_of_the_streams_key()
    {
        await Stream().OnNextAsync(new(1));

        Assert.Equal([1], await Listener.Heard());
    }

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
    public async Task Items_of_one_stream_arrive_in_their_order_although_nobody_awaited_in_between()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Stream().OnNextAsync(new(number))));

        Assert.Equal(Enumerable.Range(0, 200), await Listener.Heard());
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
    public async Task A_client_publishes_as_a_grain_does()
    {
        var stream = cluster.Client.GetStreamProvider("telemetry").GetStream<Reading>(StreamId.Create("test-readings", _key));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => stream.OnNextAsync(new(number))));

        Assert.Equal(Enumerable.Range(0, 20), await Listener.Heard());
    }

    [Fact]
    public async Task A_batch_arrives_whole_and_in_order()
    {
        await Stream().OnNextBatchAsync([new(1), new(2), new(3)]);

        Assert.Equal([1, 2, 3], await Listener.Heard());
    }

    [Fact]
    public async Task A_grain_that_fails_to_take_an_item_is_given_it_again_and_nothing_overtakes_it()
    {
        await Listener.FailNext(2);

        await Task.WhenAll(Stream().OnNextAsync(new(1)), Stream().OnNextAsync(new(2)));

        Assert.Equal([1, 2], await Listener.Heard());
    }

    [Fact]
    public async Task A_grain_that_never_takes_an_item_fails_its_publisher()
    {
        await Listener.FailNext(100);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Stream().OnNextAsync(new(1)));
    }

    [Fact]
    public async Task A_fresh_activation_goes_on_hearing()
    {
        await Stream().OnNextAsync(new(1));
        await Listener.Leave();

        await Stream().OnNextAsync(new(2));

        Assert.Equal([2], await Listener.Heard());
    }

    [Fact]
    public async Task A_grain_publishes_to_other_grains()
    {
        await Listener.Publish("test-readings", $"{_key}-other", new(7));

        Assert.Equal([7], await cluster.Client.GetGrain<IListener>($"{_key}-other").Heard());
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

    [Fact]
    public void An_unknown_provider_is_named_in_the_error() =>
        Assert.Contains("nowhere", Assert.Throws<KeyNotFoundException>(() => cluster.Client.GetStreamProvider("nowhere")).Message);
}
