using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Watchfloor.Kernel;

namespace Watchfloor.Benchmarks;

/// <summary>
/// A hundred thousand alarms that nobody has taken yet, each an event with an SLA and an escalation that climbs: what they take of memory, and how
/// soon after a restart all their timers are armed.
/// </summary>
sealed class OpenAlarms : IBenchmark
{
    /// <summary>So long after nobody asked any more, states begin to be packed, so many in a second.</summary>
    static readonly TimeSpan Rest = TimeSpan.FromSeconds(13);
    const double PackedPerSecond = 2000;

    /// <summary>Deadlines must lie within the half minute that alarm clocks hold, and must not ring before all are held.</summary>
    static readonly TimeSpan Near = TimeSpan.FromSeconds(24);

    static readonly Goal Bytes = new(Must: 2048, Aim: 1024) { AtMost = true };
    static readonly Goal Seconds = new(Must: 3, Aim: 1) { AtMost = true };

    public string Name => "alarms";

    public string Title => "Open alarms";

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        var (report, alarms) = (new Report(), effort.Quick ? 2_000 : 100_000);
        using var folder = new TemporaryFolder();
        var due = DateTimeOffset.UtcNow.AddDays(7);
        await SqliteLoad.Fill(folder.Full, Enumerable.Range(0, alarms).SelectMany(number => Alarm(number, due)));
        await Memory(folder.Full, alarms, effort, report, cancellation);
        for (var round = 0; round < (effort.Quick ? 1 : 3); round++)
            await Restart(folder.Full, alarms, report, cancellation);
        report.Note(
            $"{alarms} alarms on SQLite, each an event and its escalation with a policy of one level, two deadlines together. Memory: a silo in the measuring process, every event and every escalation woken once; managed memory after full collections, before and after, once."
                + (effort.Quick ? "" : " At rest: nobody asked for a quarter of a minute, and all states are packed.")
        );
        report.Note(
            $"Restart: the server as its users start it, after a kill -9; all {2 * alarms} deadlines lie {Near.TotalSeconds:0} to {Near.TotalSeconds + 2:0} s ahead, so that each must be held. From the start of the process until its metrics say that every one is."
        );
        return report;
    }

    static Commit[] Alarm(int number, DateTimeOffset due) =>
        [SampleDeadlines.Event(number, due, category: $"alarm-{number}"), SampleDeadlines.Escalation(number, due, channel: "the shift")];

    static async Task Memory(string folder, int alarms, Effort effort, Report report, CancellationToken cancellation)
    {
        const int Warm = 100; // what is made once is made
        using var silo = await InProcessSilo.Start(folder, cancellation);
        await Wake(silo, 0, Warm, cancellation);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var began = Stopwatch.GetTimestamp();
        await Wake(silo, Warm, alarms - Warm, cancellation);
        report.Add("waking from the store", "alarms/s", (alarms - Warm) / Stopwatch.GetElapsedTime(began).TotalSeconds);
        report.Add("memory of an alarm that was just woken", "bytes", PerAlarm());
        if (!effort.Quick)
        {
            await Task.Delay(Rest + TimeSpan.FromSeconds(2 * alarms / PackedPerSecond), cancellation);
            report.Add("memory of an alarm at rest", "bytes", PerAlarm(), Bytes);
        }
        await silo.StopAsync(cancellation);

        double PerAlarm() => (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)(alarms - Warm);
    }

    static Task Wake(IHost silo, int first, int count, CancellationToken cancellation)
    {
        var grains = silo.Services.GetRequiredService<IGrainFactory>();
        var entities =
            from number in Enumerable.Range(first, count)
            from kind in new[] { Kinds.Event, Kinds.Escalation }
            select SampleDeadlines.Entity(kind, number);
        return Parallel.ForEachAsync(
            entities,
            new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = cancellation },
            async (entity, token) => await grains.GetGrain<IWake>(entity.ToGrainId()).Wake(token)
        );
    }

    static async Task Restart(string folder, int alarms, Report report, CancellationToken cancellation)
    {
        SqliteLoad.Move(folder, DateTimeOffset.UtcNow + Near, TimeSpan.FromSeconds(2));
        await using (var before = await Server.Start(folder, cancellation))
            await before.Kill(cancellation);
        var began = Stopwatch.GetTimestamp();
        await using var server = await Server.Start(folder, cancellation);
        await server.Metrics.Until("watchfloor_alarm_held", held => held == 2 * alarms, cancellation);
        report.Add($"start → {2 * alarms} timers armed", "s", Stopwatch.GetElapsedTime(began).TotalSeconds, Seconds);
        report.Add("of that until the server is ready", "s", server.UntilReady.TotalSeconds);
        await server.Kill(cancellation);
    }
}
