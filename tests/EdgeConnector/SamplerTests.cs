using System.Threading.Channels;
using Watchfloor.EdgeConnector;
using Watchfloor.Telemetry;
using Watchfloor.Tests.Clocks;

namespace Watchfloor.Tests.EdgeConnector;

public sealed class SamplerTests
{
    readonly ManualClock clock = new();
    readonly Channel<Sample> samples = Channel.CreateUnbounded<Sample>();

    [Fact]
    public async Task A_batch_holds_at_most_five_hundred_samples_and_order_is_kept()
    {
        Write(1201);
        samples.Writer.Complete();
        var batches = new List<IReadOnlyList<Sample>>();
        await foreach (var batch in new Sampler(samples.Reader, clock).Batches())
            batches.Add(batch);
        Assert.Equal([500, 500, 201], batches.Select(batch => batch.Count));
        Assert.Equal(Enumerable.Range(0, 1201).Select(i => (double)i), batches.SelectMany(batch => batch).Select(sample => sample.Value));
    }

    [Fact]
    public async Task A_batch_leaves_when_its_first_sample_is_a_quarter_of_a_second_old()
    {
        await using var batches = new Sampler(samples.Reader, clock).Batches().GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Write(2);
        var next = batches.MoveNextAsync().AsTask();
        clock.Advance(TimeSpan.FromMilliseconds(249));
        Assert.False(next.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        Assert.Equal(2, batches.Current.Count);
    }

    void Write(int count)
    {
        for (var i = 0; i < count; i++)
            Assert.True(samples.Writer.TryWrite(new("pump/pressure", clock.GetUtcNow(), i, Quality.Good)));
    }
}
