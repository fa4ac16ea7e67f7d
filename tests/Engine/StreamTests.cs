using Orleans.Runtime;
using Orleans.Streams;

namespace Watchfloor.Tests.Engine;

public sealed class StreamTests(EngineCluster cluster) : IClassFixture<EngineCluster>
{
    readonly string _key = EngineCluster.NewKey();

    IListener Listener => cluster.Client.GetGrain<IListener>(_key);

    IAsyncStream<Reading> Stream(string ns = "test-readings", string? key = null) =>
        cluster.Services.GetRequiredKeyedService<IStreamProvider>("telemetry").GetStream<Reading>(StreamId.Create(ns, key ?? _key));

    /// <summary>Sooner or later, as the engine delivers; nothing else, and in this order.</summary>
    static async Task Hears(IListener listener, IEnumerable<int> numbers)
    {
        var expected = numbers.ToArray();
        await Eventually.Holds(async () => (await listener.Heard()).Count >= expected.Length);
        Assert.Equal(expected, await listener.Heard());
    }

    [Fact]
    public async Task An_item_wakes_the_grain_of_the_streams_key()
    {
        await Stream().OnNextAsync(new(1));

        await Hears(Listener, [1]);
    }

    [Fact]
    public async Task Items_of_one_stream_arrive_in_their_order_although_nobody_awaited_in_between()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Stream().OnNextAsync(new(number))));

        await Hears(Listener, Enumerable.Range(0, 200));
    }

    [Fact]
    public async Task A_client_publishes_as_a_grain_does()
    {
        var stream = cluster.Client.GetStreamProvider("telemetry").GetStream<Reading>(StreamId.Create("test-readings", _key));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => stream.OnNextAsync(new(number))));

        await Hears(Listener, Enumerable.Range(0, 20));
    }

    [Fact]
    public async Task A_batch_arrives_whole_and_in_order()
    {
        await Stream().OnNextBatchAsync([new(1), new(2), new(3)]);

        await Hears(Listener, [1, 2, 3]);
    }

    [Fact]
    public async Task A_grain_that_fails_to_take_an_item_is_given_it_again_and_nothing_overtakes_it()
    {
        await Listener.FailNext(2);

        await Task.WhenAll(Stream().OnNextAsync(new(1)), Stream().OnNextAsync(new(2)));

        await Hears(Listener, [1, 2]);
    }

    [Fact]
    public async Task A_fresh_activation_goes_on_hearing()
    {
        await Stream().OnNextAsync(new(1));
        await Hears(Listener, [1]);
        await Listener.Leave();

        await Stream().OnNextAsync(new(2));

        await Hears(Listener, [2]);
    }

    [Fact]
    public async Task A_grain_publishes_to_other_grains()
    {
        await Listener.Publish("test-readings", $"{_key}-other", new(7));

        await Hears(cluster.Client.GetGrain<IListener>($"{_key}-other"), [7]);
    }

    [Fact]
    public void An_unknown_provider_is_named_in_the_error() =>
        Assert.Contains("nowhere", Assert.Throws<KeyNotFoundException>(() => cluster.Client.GetStreamProvider("nowhere")).Message);
}
