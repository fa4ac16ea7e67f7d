using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Watchfloor.Events;

namespace Watchfloor.Benchmarks;

/// <summary>How much memory an event takes that is awake, with its state and its armed SLA deadline, while nothing happens to it.</summary>
sealed class IdleEventActors : IBenchmark
{
    /// <summary>So long after nobody asked any more, the kernel begins to pack states.</summary>
    static readonly TimeSpan Rest = TimeSpan.FromSeconds(13);

    public string Name => "memory";

    public string Title => "Memory of an idle event actor";

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        var events = effort.Quick ? 2_000 : 20_000;
        var report = new Report();
        for (var round = 0; round < effort.Rounds; round++)
        {
            using var folder = new TemporaryFolder();
            string[] ids = [.. Enumerable.Range(0, events).Select(number => $"{number:d26}")];
            using (var first = await InProcessSilo.Start(folder.Full, cancellation))
            {
                await ForEach(first, ids, (grain, id) => grain.Do(new Raise(Detection(id)), new RequestId($"raise-{id}"), cancellation));
                await first.StopAsync(cancellation);
            }
            using var host = await InProcessSilo.Start(folder.Full, cancellation);
            await ForEach(host, ids[..100], (grain, _) => grain.Attention(cancellation)); // what is made once is made
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var began = Stopwatch.GetTimestamp();
            await ForEach(host, ids[100..], (grain, _) => grain.Attention(cancellation));
            var took = Stopwatch.GetElapsedTime(began);
            report.Add("an event that was just asked", "bytes", (GC.GetTotalMemory(forceFullCollection: true) - before) / (events - 100.0));
            if (!effort.Quick)
            {
                await Task.Delay(Rest + TimeSpan.FromSeconds(events / 2000.0), cancellation);
                report.Add("an event, awake and idle", "bytes", (GC.GetTotalMemory(forceFullCollection: true) - before) / (events - 100.0));
            }
            report.Add("waking events from the store", "events/s", (events - 100) / took.TotalSeconds);
            await host.StopAsync(cancellation);
        }
        report.Note(
            $"{events} events were stored, the silo was started anew in the measuring process, and each event was asked once. Managed memory after full collections, "
                + "before and after: activation, state of about 300 characters of text, deadline. Idle: nobody asked for a quarter of a minute, and the state rests packed."
        );
        return report;
    }

    static Task ForEach(IHost host, IReadOnlyList<string> ids, Func<IEventGrain, string, Task> ask)
    {
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        return Parallel.ForEachAsync(
            ids,
            new ParallelOptions { MaxDegreeOfParallelism = 64 },
            async (id, _) => await ask(grains.GetGrain<IEventGrain>(new EntityId(Kinds.Event, TenantId.Default, id).Key), id)
        );
    }

    static Detection Detection(string id) =>
        new(
            "benchmark",
            ExternalId: $"alarm-{id}",
            ConditionKey: $"pump-{id}/discharge-pressure/high",
            Severity.Low,
            Category: "pressure",
            FacilityId: null,
            Title: $"Discharge pressure of pump {id} is above 8 bar",
            Description: "The discharge pressure stayed above the limit for longer than the rule allows.",
            DetectedAt: DateTimeOffset.UtcNow,
            Location: new GeoPoint(48.2, 16.4),
            Attributes: [new("unit", "bar"), new("value", "8.4")]
        );
}
