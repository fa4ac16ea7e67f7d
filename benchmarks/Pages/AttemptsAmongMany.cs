using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Watchfloor.Channels;

namespace Watchfloor.Benchmarks;

/// <summary>How long after its due time the attempt to page somebody is durable, while a million other deadlines are armed.</summary>
sealed class AttemptsAmongMany : IBenchmark
{
    /// <summary>From the start of the silo to the first deadline.</summary>
    static readonly TimeSpan Ahead = TimeSpan.FromSeconds(5);

    public string Name => "attempts";

    public string Title => "Due to attempt, with a million deadlines armed";

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        var (report, armed) = (new Report(), effort.Quick ? 10_000 : 1_000_000);
        var began = Stopwatch.GetTimestamp();
        await using var sqlite = await ArmedStore.OnSqlite(armed);
        await using var postgres = await ArmedStore.OnPostgres(armed, cancellation);
        Console.WriteLine($"  {armed} deadlines were armed in both within {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");
        for (var round = 0; round < (effort.Quick ? 1 : 3); round++)
        {
            foreach (var (store, perSecond, goal) in Paces(sqlite, postgres).Where(pace => !effort.Quick || pace.Goal.Must is not null))
                await Round(store, perSecond, goal, effort.Quick ? perSecond / 5 : perSecond * 3, report, cancellation);
        }
        report.Note(
            $"{armed} open events lay in each store with a deadline days away. Beside them came events whose escalation reaches a level at its planned instant, at so many a second for {(effort.Quick ? 0.2 : 3)} s; none of them was in memory. "
                + "Each time the alarm clock wakes the escalation, its level is committed and delivered to a new page, which asks its event and commits the beginning of its attempt."
        );
        report.Note(
            "Lateness is from the due time to the instant at which a channel in the measuring process is asked. That comes after the beginning of the attempt is durable and the event was asked once more."
        );
        report.Note("Every page came, and none twice. The silo is put together as the server's, without the api.");
        return report;
    }

    static (ArmedStore Store, int PerSecond, Goal Goal)[] Paces(ArmedStore sqlite, ArmedStore postgres) =>
        [
            (sqlite, 3000, new(Must: 250) { AtMost = true }),
            (sqlite, 5000, new(Aim: 20) { AtMost = true }),
            (postgres, 1000, new(Must: 250) { AtMost = true }),
            (postgres, 5000, new(Aim: 20) { AtMost = true }),
        ];

    static async Task Round(ArmedStore store, int perSecond, Goal goal, int count, Report report, CancellationToken cancellation)
    {
        await store.ArmNear(new(perSecond), count, Ahead, cancellation);
        var stamps = new StampChannel();
        using var silo = await InProcessSilo.Start(
            services =>
            {
                store.AddTo(services);
                services.AddKeyedSingleton<IChannel>(StampChannel.Name, stamps);
            },
            cancellation
        );
        var before = Environment.CpuUsage.TotalTime;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(TimeSpan.FromMinutes(5));
        while (stamps.Count < count)
            await Task.Delay(TimeSpan.FromMilliseconds(50), deadline.Token);
        var worked = Environment.CpuUsage.TotalTime - before;
        await silo.StopAsync(cancellation);
        if (stamps.Count > count || stamps.Repeats > 0)
            throw new InvalidOperationException($"{count} levels made {stamps.Count} pages, of which {stamps.Repeats} came twice");
        var (lateness, what) = (stamps.Lateness, $"{perSecond} a second, {store.Name}");
        report.Add($"due → attempt durable, {what}, p50", "ms", lateness.At(50));
        report.Add($"due → attempt durable, {what}, p99", "ms", lateness.At(99), goal);
        report.Add($"processor time of each, without the database, {what}", "µs", worked.TotalMicroseconds / count);
    }
}
