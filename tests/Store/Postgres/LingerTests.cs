using Watchfloor.Store.Postgres;
using Watchfloor.Tests.Clocks;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>When a lane waits for more before it begins a batch.</summary>
public sealed class LingerTests
{
    static readonly TimeSpan Took = TimeSpan.FromMilliseconds(5);
    static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    readonly ManualClock _clock = new();
    bool _othersWrite = true;

    [Fact]
    public void Who_writes_alone_does_not_wait()
    {
        _othersWrite = false;
        Assert.True(NewLinger().For(waiting: 1, answered: 30, Took).IsCompleted);
    }

    [Fact]
    public void After_no_batch_nobody_is_waited_for() => Assert.True(NewLinger().For(waiting: 0, answered: 0, Took).IsCompleted);

    [Fact]
    public async Task Among_several_it_waits_until_those_who_were_answered_are_there_again()
    {
        var linger = NewLinger();
        var waits = linger.For(waiting: 3, answered: 4, Took);
        linger.Has(6);
        Assert.False(waits.IsCompleted);
        linger.Has(7);
        await waits;
    }

    [Fact]
    public async Task It_waits_no_longer_than_the_batch_before_took()
    {
        var waits = NewLinger().For(waiting: 3, answered: 4, Took);
        _clock.Advance(Took - Tick);
        Assert.False(waits.IsCompleted);
        _clock.Advance(Tick);
        await waits;
    }

    [Fact]
    public async Task It_does_not_wait_long_where_a_batch_took_long()
    {
        var waits = NewLinger().For(waiting: 3, answered: 4, TimeSpan.FromSeconds(8));
        _clock.Advance(Linger.Longest);
        await waits;
    }

    [Fact]
    public async Task After_one_alone_the_next_does_not_wait()
    {
        var linger = NewLinger();
        var waits = linger.For(waiting: 0, answered: 1, Took);
        linger.Has(1);
        await waits;
    }

    Linger NewLinger() => new(() => _othersWrite, _clock);
}
