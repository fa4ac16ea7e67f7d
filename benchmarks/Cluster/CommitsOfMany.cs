namespace Watchfloor.Benchmarks;

/// <summary>Whether silos that share a database hold each other up: durable commits per second of three of them and of one.</summary>
sealed class CommitsOfMany : IBenchmark
{
    const int Many = 3;
    const int Callers = 64;
    const int Events = 1000;

    public string Name => "cluster-commits";

    public string Title => "Cluster: durable commits of three silos and of one";

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        var report = new Report();
        await using var postgres = await ScratchPostgres.Start();
        await using var one = await Contestant.Start(postgres, "one", 1, cancellation);
        await using var many = await Contestant.Start(postgres, "many", Many, cancellation);
        for (var round = 0; round <= effort.Rounds; round++)
        {
            var (remarksOfOne, remarksOfMany) = (await one.Remarks(effort, cancellation), await many.Remarks(effort, cancellation));
            var (eventsOfOne, eventsOfMany) = (await one.NewEvents(effort, cancellation), await many.NewEvents(effort, cancellation));
            // The first round warms up.
            if (round == 0)
                continue;
            report.Add("remarks, 1 silo", "commits/s", remarksOfOne);
            report.Add($"remarks, {Many} silos", "commits/s", remarksOfMany);
            report.Add($"remarks, {Many} silos ÷ 1", "", remarksOfMany / remarksOfOne);
            report.Add("new events, 1 silo", "events/s", eventsOfOne);
            report.Add($"new events, {Many} silos", "events/s", eventsOfMany);
            report.Add($"new events, {Many} silos ÷ 1", "", eventsOfMany / eventsOfOne);
        }
        report.Add("remarks that shared a transaction, 1 silo", "", await one.Check(cancellation));
        report.Add($"remarks that shared a transaction, {Many} silos", "", await many.Check(cancellation));
        report.Note(
            $"Two clusters, of one silo and of {Many}, each with an api, as processes on this machine and in databases of one PostgreSQL (fsync on); both are there all the time, and work in turns. "
                + $"{Callers} callers of a client, as every api is one, without HTTP; closed loop."
        );
        report.Note(
            $"A remark is one commit of one of {Events} events. A new event is one commit too, and brings others after it (its escalation), which are not counted."
        );
        report.Note("Every remark that was answered is in the journal once, no facts have a gap or a fork.");
        return report;
    }

    /// <summary>A cluster and its client.</summary>
    sealed class Contestant(SiloProcesses cluster, EventCaller caller, Api api, string[] ids) : IAsyncDisposable
    {
        int _round;

        public static async Task<Contestant> Start(ScratchPostgres postgres, string name, int silos, CancellationToken cancellation)
        {
            var cluster = await SiloProcesses.Start(postgres, name, silos, cancellation);
            var caller = await EventCaller.Connect(cluster.Database, cancellation);
            return new(cluster, caller, cluster.Connect(1), await caller.Make(Events, cancellation));
        }

        public async Task<double> Remarks(Effort effort, CancellationToken cancellation)
        {
            await SiloProcesses.AtRest(api, cancellation);
            var number = 0;
            return await Loops.Closed(
                Callers,
                effort.Length,
                (_, token) => caller.Remark(ids[Interlocked.Increment(ref number) % ids.Length], token),
                cancellation
            );
        }

        public async Task<double> NewEvents(Effort effort, CancellationToken cancellation)
        {
            await SiloProcesses.AtRest(api, cancellation);
            var (number, round) = (0, _round++);
            return await Loops.Closed(
                Callers,
                effort.Length,
                (_, token) => caller.Raise($"new-{round}-{Interlocked.Increment(ref number)}", token),
                cancellation
            );
        }

        /// <summary>Holds the books, and says how many remarks a transaction had in the mean.</summary>
        public async Task<double> Check(CancellationToken cancellation)
        {
            await ClusterBooks.Hold(cluster, caller, cancellation);
            return caller.Remarks / (double)await cluster.Members.Count(ClusterBooks.Transactions, cancellation);
        }

        public async ValueTask DisposeAsync()
        {
            api.Dispose();
            await caller.DisposeAsync();
            await cluster.DisposeAsync();
        }
    }
}
