using System.Runtime.CompilerServices;
using Watchfloor.Json;
using Watchfloor.Telemetry;

namespace Watchfloor.EdgeConnector;

/// <summary>
/// Replays a recording as if it were measured now: `at` is the moment of replay, the spacing is that of the recording divided by the speed.
/// Starts at the beginning each time and, unless told to play once, again after the end.
/// </summary>
public sealed class RecordingDriver(Recording recording, double speed, bool once, TimeProvider clock, Log log) : IDriver
{
    static readonly TimeSpan SpacingOfASingleRow = TimeSpan.FromSeconds(1);

    DateTimeOffset lastAt;

    public string Name => recording.FileName;

    public async IAsyncEnumerable<Sample> Read([EnumeratorCancellation] CancellationToken stop)
    {
        var tags = string.Join(", ", recording.Layout.Tags.Select(column => column.Tag));
        log.Say($"replaying {Name} at {speed}x; tags: {tags}");
        var first = true; // each pass is like the first: said once
        var due = clock.GetUtcNow();
        while (true)
        {
            var pass = new RecordingPass();
            RecordedRow? before = null;
            var spacing = TimeSpan.Zero;
            foreach (var row in recording.Rows(pass))
            {
                var step = row.At - (before ?? row).At;
                if (step > TimeSpan.Zero)
                    spacing = step;
                due += Compressed(step);
                before = row;
                await Until(due, stop);
                var at = Now();
                foreach (var (tag, value) in row.Values)
                    yield return new Sample(tag, at, value, Quality.Good);
            }
            if (first)
                Report(pass);
            first = false;
            if (once || pass.Rows == 0)
                yield break;
            due += Compressed(spacing > TimeSpan.Zero ? spacing : SpacingOfASingleRow);
            await Until(due, stop);
        }
    }

    TimeSpan Compressed(TimeSpan step) => step > TimeSpan.Zero ? step / speed : TimeSpan.Zero; // a clock set back is no wait

    async ValueTask Until(DateTimeOffset due, CancellationToken stop)
    {
        while (due - clock.GetUtcNow() is var wait && wait > TimeSpan.Zero)
            await Task.Delay(wait < LongestDelay ? wait : LongestDelay, clock, stop);
        stop.ThrowIfCancellationRequested();
    }

    /// <summary>Two rows are never of the same moment, however fast they are replayed.</summary>
    DateTimeOffset Now()
    {
        var now = Instants.Truncate(clock.GetUtcNow());
        return lastAt = now > lastAt ? now : lastAt.AddMicroseconds(1);
    }

    void Report(RecordingPass pass)
    {
        if (pass.Malformed > 0)
            log.Warn($"{Name}: {pass.Malformed} malformed rows beside {pass.Rows} replayed; the first is line {pass.FirstMalformedLine}");
        if (pass.Rows == 0)
            log.Cry($"{Name}: not one row could be replayed");
        else
            log.Say(
                $"{Name}: end of the recording after {pass.Rows} rows, {(once ? "played once as asked" : "starting again, and again at each end")}"
            );
    }

    static readonly TimeSpan LongestDelay = TimeSpan.FromDays(1); // Task.Delay takes no more than 49 days
}
