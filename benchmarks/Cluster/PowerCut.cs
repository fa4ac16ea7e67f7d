using System.Diagnostics;

namespace Watchfloor.Benchmarks;

/// <summary>How soon one process serves again that is started after all of them died with their database.</summary>
sealed class PowerCut : IBenchmark
{
    public string Name => "cluster-power";

    public string Title => "Cluster: power cut of everything, one process restarted";

    public bool HasQuickForm => false;

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        var report = new Report();
        var events = effort.Of(3000);
        await using var postgres = await ScratchPostgres.Start();
        for (var round = 0; round < effort.Rounds; round++)
            await Round(postgres, $"power_{round}", effort.Silos, events, report, cancellation);
        report.Note(
            $"{effort.Silos} silos and an api with {events} open events are killed with kill -9 amidst commands, and PostgreSQL (fsync on) is stopped without a checkpoint. PostgreSQL "
                + "is started and recovers, which is not counted. Then one of the silos is started, as a silo and api in one, where the table of members still has all "
                + "that nobody has put out, with leases that run."
        );
        report.Note(
            "Ready: /health/ready answers 200, asked every 5 ms. Serving: the remark that is then posted over HTTP to an event is answered, and so durable; then one to each of all events, through the client."
        );
        report.Note("Every remark that was answered before or after is in the journal once, no facts have a gap or a fork.");
        return report;
    }

    static async Task Round(ScratchPostgres postgres, string name, int silos, int events, Report report, CancellationToken cancellation)
    {
        await using var cluster = await SiloProcesses.Start(postgres, name, silos, cancellation);
        await using var caller = await EventCaller.Connect(cluster.Database, cancellation);
        var ids = await caller.Make(events, cancellation);
        var busy = EventCaller.ForEach(ids, caller.Remark, cancellation);
        await Task.Delay(TimeSpan.FromMilliseconds(500), cancellation);
        await cluster.CutPower(cancellation);
        await postgres.CutPower();
        var recovering = Stopwatch.GetTimestamp();
        await postgres.Launch();
        cluster.Members.Reconnect();
        report.Add("PostgreSQL recovers", "ms", Stopwatch.GetElapsedTime(recovering).TotalMilliseconds);

        var silo = await cluster.Launch("silo-1", "all", cancellation);
        var ready = Stopwatch.GetTimestamp();
        using var api = cluster.Connect(1, "silo-1");
        await api.Post($"events/{ids[^1]}/comments", new { text = "The power is back." }, cancellation);
        var serving = silo.UntilReady + Stopwatch.GetElapsedTime(ready);
        report.Add("start → ready", "ms", silo.UntilReady.TotalMilliseconds);
        report.Add("start → a command is answered", "ms", serving.TotalMilliseconds);
        await busy;
        await EventCaller.ForEach(ids, caller.Remark, cancellation);
        report.Add(
            "start → every event has answered a command",
            "ms",
            (silo.UntilReady + Stopwatch.GetElapsedTime(ready)).TotalMilliseconds
        );
        await ClusterBooks.Hold(cluster, caller, cancellation);
    }
}
