using System.Collections.Concurrent;

namespace Watchfloor.Benchmarks;

/// <summary>What people notice of a silo that joins, and of one that is stopped as it should be, while grains move.</summary>
sealed class JoinOfOne : IBenchmark
{
    const double PerSecond = 100;
    const string Joiner = "silo-4";

    public string Name => "cluster-join";

    public string Title => "Cluster: a silo joins under load, and leaves";

    /// <summary>Five processes start for it, and how long their calls take in a look is the compiling.</summary>
    public bool HasQuickForm => false;

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        var report = new Report();
        var (events, moving) = (effort.Of(3000), Moving(effort));
        await using var postgres = await ScratchPostgres.Start();
        await using var cluster = await SiloProcesses.Start(postgres, "joins", effort.Silos, cancellation);
        await using var caller = await EventCaller.Connect(cluster.Database, cancellation);
        var ids = await caller.Make(events, cancellation);
        using var api = cluster.Connect(64);
        await EventCaller.ForEach(ids, caller.Remark, cancellation); // warm
        if (!effort.Quick)
            await EventCaller.ForEach(ids, (id, token) => Remark(api, id, token), cancellation);
        await SiloProcesses.AtRest(api, cancellation);
        for (var round = 0; round < effort.Rounds; round++)
        {
            await Round(cluster, api, ids, effort, report, cancellation);
            await SiloProcesses.AtRest(api, cancellation);
        }
        await ClusterBooks.HoldTogether(cluster, cancellation);
        report.Note(
            $"{effort.Silos} silos and an api on one PostgreSQL (fsync on), {events} events awake. {PerSecond} remarks per second over HTTP, open loop, to one event after another; latency counts from "
                + "the planned instant to the answer, by when it is durable. No request failed; no facts have a gap or a fork."
        );
        report.Note(
            $"One more silo is started: before, while its process starts (which takes a processor for itself), and in the {moving.TotalSeconds:0} s from its join by the database, when its share of the "
                + "grains moves to it. Then it is stopped (SIGTERM), and gives them back."
        );
        report.Note(
            "Added: the p99 while grains move less the p99 before. A join or leave is over when every member has acted on its view."
        );
        return report;
    }

    static async Task Round(SiloProcesses cluster, Api api, string[] ids, Effort effort, Report report, CancellationToken cancellation)
    {
        var moving = Moving(effort);
        var latencies = new ConcurrentQueue<(DateTimeOffset Planned, double Took)>();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var load = Load(api, ids, latencies, enough.Token, cancellation);
        var begun = DateTimeOffset.UtcNow;
        await Task.Delay(effort.Length * 1.5, cancellation);
        var started = DateTimeOffset.UtcNow;
        var joining = cluster.Launch(Joiner, "silo", cancellation);
        await cluster.Members.Are(effort.Silos + 1, cancellation);
        var moved = DateTimeOffset.UtcNow;
        var joined = await cluster.Members.LastJoin(cancellation);
        var silo = await joining;
        await Task.Delay(moving + effort.Length / 2, cancellation);

        var leaving = DateTimeOffset.UtcNow;
        silo.Terminate();
        await cluster.Members.Are(effort.Silos, cancellation);
        var left = DateTimeOffset.UtcNow;
        await silo.Ended(cancellation);
        await cluster.Forget(Joiner);
        await Task.Delay(moving, cancellation);
        await enough.CancelAsync();
        await load;

        var before = Between(begun, started);
        report.Add("before, p50", "ms", before.At(50));
        report.Add("before, p99", "ms", before.At(99));
        report.Add("while its process starts, p99", "ms", Between(started, joined).At(99));
        var join = Between(joined, joined + moving);
        report.Add("while it joins, p99", "ms", join.At(99));
        report.Add("while it joins, longest", "ms", join[^1]);
        report.Add("added by a join, p99", "ms", join.At(99) - before.At(99));
        var leave = Between(leaving, left + moving);
        report.Add("while it leaves, p99", "ms", leave.At(99));
        report.Add("added by a leave, p99", "ms", leave.At(99) - before.At(99));
        report.Add("join → all have acted on it", "ms", (moved - joined).TotalMilliseconds);

        List<double> Between(DateTimeOffset from, DateTimeOffset to) =>
            [.. latencies.Where(call => call.Planned >= from && call.Planned < to).Select(call => call.Took).Order()];
    }

    static Task Load(
        Api api,
        string[] ids,
        ConcurrentQueue<(DateTimeOffset, double)> latencies,
        CancellationToken enough,
        CancellationToken cancellation
    ) =>
        Loops.Open(
            PerSecond,
            (int)(PerSecond * 60),
            async (number, planned, token) =>
            {
                await Remark(api, ids[number * 7 % ids.Length], token);
                latencies.Enqueue((planned, (DateTimeOffset.UtcNow - planned).TotalMilliseconds));
            },
            cancellation,
            enough
        );

    static TimeSpan Moving(Effort effort) => TimeSpan.FromSeconds(effort.Quick ? 1 : 3);

    static Task Remark(Api api, string id, CancellationToken cancellation) =>
        api.Post($"events/{id}/comments", new { text = "The valve was looked at, and nothing is wrong with it." }, cancellation);
}
