using Watchfloor.EdgeConnector;
using Watchfloor.Telemetry;
using Watchfloor.Tests.Clocks;

namespace Watchfloor.Tests.EdgeConnector;

public sealed class RecordingDriverTests : IDisposable
{
    static readonly string[] ThreeRows = ["time,a", "2020-01-01 00:00:00,1", "2020-01-01 00:00:10,2", "2020-01-01 00:00:30,3"];
    readonly Workbench bench = new();
    readonly ManualClock clock = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Readings_are_stamped_now_and_keep_the_spacing_of_the_recording()
    {
        await using var replay = Replay(speed: 1, once: true, ThreeRows);
        var start = clock.GetUtcNow();
        Assert.Equal(new Sample("r/a", start, 1, Quality.Good), await Next(replay));
        Assert.Equal(new Sample("r/a", start.AddSeconds(10), 2, Quality.Good), await Next(replay, after: TimeSpan.FromSeconds(10)));
        Assert.Equal(new Sample("r/a", start.AddSeconds(30), 3, Quality.Good), await Next(replay, after: TimeSpan.FromSeconds(20)));
        Assert.False(await replay.MoveNextAsync());
    }

    [Fact]
    public async Task Speed_divides_the_spacing()
    {
        await using var replay = Replay(speed: 20, once: true, ThreeRows);
        await Next(replay);
        Assert.Equal(2, (await Next(replay, after: TimeSpan.FromMilliseconds(500))).Value);
        Assert.Equal(3, (await Next(replay, after: TimeSpan.FromSeconds(1))).Value);
    }

    [Fact]
    public async Task After_the_end_it_starts_again_one_spacing_later_and_says_so_once()
    {
        await using var replay = Replay(speed: 1, once: false, ThreeRows);
        foreach (var seconds in (int[])[0, 10, 20, 20, 10, 20, 20])
            await Next(replay, after: TimeSpan.FromSeconds(seconds));
        Assert.Equal(1, replay.Current.Value);
        Assert.Equal(2, bench.Said.Split("starting again").Length);
    }

    [Fact]
    public async Task A_recording_of_one_row_does_not_spin()
    {
        await using var replay = Replay(speed: 1, once: false, "time,a", "2020-01-01,1");
        await Next(replay);
        Assert.Equal(1, (await Next(replay, after: TimeSpan.FromSeconds(1))).Value);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_in_the_recording_is_no_wait_and_no_moment_comes_twice()
    {
        await using var replay = Replay(
            speed: 1,
            once: true,
            "time,a",
            "2020-01-01 00:00:10,1",
            "2020-01-01 00:00:00,2",
            "2020-01-01 00:00:00,3"
        );
        var first = await Next(replay);
        var second = await Next(replay);
        var third = await Next(replay);
        Assert.Equal([first.At.AddMicroseconds(1), first.At.AddMicroseconds(2)], [second.At, third.At]);
    }

    [Fact]
    public async Task Malformed_rows_are_reported_with_their_number()
    {
        await using var replay = Replay(speed: 1, once: true, "time,a", "2020-01-01,1", "broken", "2020-01-01,x,y");
        await Next(replay);
        Assert.False(await replay.MoveNextAsync());
        Assert.Contains("2 malformed rows beside 1 replayed; the first is line 3", bench.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_replay_ends_although_its_next_row_is_far()
    {
        using var stop = new CancellationTokenSource();
        await using var replay = Replay(speed: 1, once: true, stop.Token, ThreeRows);
        await Next(replay);
        var next = replay.MoveNextAsync().AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    IAsyncEnumerator<Sample> Replay(double speed, bool once, params string[] lines) => Replay(speed, once, Stop, lines);

    IAsyncEnumerator<Sample> Replay(double speed, bool once, CancellationToken stop, params string[] lines)
    {
        var recording = Recording.Open(bench.File("r.csv", lines), "r");
        return new RecordingDriver(recording, speed, once, clock, bench.Log).Read(stop).GetAsyncEnumerator(stop);
    }

    /// <summary>The next sample: there at once, or exactly when the clock has come so far.</summary>
    async Task<Sample> Next(IAsyncEnumerator<Sample> replay, TimeSpan after = default)
    {
        var next = replay.MoveNextAsync().AsTask();
        if (after > TimeSpan.Zero)
        {
            clock.Advance(after - TimeSpan.FromMilliseconds(1));
            Assert.False(next.IsCompleted, "a row came before its time");
            clock.Advance(TimeSpan.FromMilliseconds(1));
        }
        Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(20), Stop));
        return replay.Current;
    }
}
