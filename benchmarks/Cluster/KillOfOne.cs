namespace Watchfloor.Benchmarks;

/// <summary>How long the events of a silo that is killed are without one, and how late pages are that fall due meanwhile.</summary>
sealed class KillOfOne : IBenchmark
{
    const int Silos = 3;
    const double RemarksPerSecond = 200;

    public string Name => "cluster-kill";

    public string Title => "Cluster: kill -9 of one of three silos";

    public bool HasQuickForm => false;

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        var report = new Report();
        var (events, around) = (effort.Of(3000), TimeSpan.FromSeconds(effort.Quick ? 2 : 4));
        await using var postgres = await ScratchPostgres.Start();
        for (var round = 0; round < effort.Rounds; round++)
            await Round(postgres, $"kill_{round}", events, around, report, cancellation);
        report.Note(
            $"{Silos} silos and an api, processes of their own on one PostgreSQL (fsync on), all on this machine; a fresh cluster in each round, so that "
                + $"nobody has seen a death before. {events} events are awake, one third of them on the silo that is killed: those that did not answer while it "
                + "stood still for a moment, a while before."
        );
        report.Note(
            $"All events are busy: {RemarksPerSecond} remarks per second to one after another, open loop, through a client as every api is one, without HTTP. In the moment "
                + "of the kill each event that lived there gets one more, all at once; each is repeated under its name until it is answered. Counted from just before the "
                + "signal is sent. An answer means that the remark is durable."
        );
        report.Note("The same remarks, at once, with nobody killed: what the two processors and the disk need for them.");
        report.Note(
            $"Pages: {Duties.PerSecond} events per second over HTTP, from {around.TotalSeconds:0} s before the kill until {around.TotalSeconds:0} s after it, each with a page due 2 s later; "
                + "lateness is the arrival at a receiver in the load generator minus the due time."
        );
        report.Note(
            "Every remark that was answered is in the journal once, no facts have a gap or a fork, and every event had exactly one page, which arrived. Those that arrived twice bore one key."
        );
        return report;
    }

    static async Task Round(
        ScratchPostgres postgres,
        string name,
        int events,
        TimeSpan around,
        Report report,
        CancellationToken cancellation
    )
    {
        await using var receiver = await Receiver.Start(cancellation);
        await using var cluster = await SiloProcesses.Start(postgres, name, Silos, cancellation);
        await using var caller = await EventCaller.Connect(cluster.Database, cancellation);
        var ids = await caller.Make(events, cancellation);
        await EventCaller.ForEach(ids, caller.Remark, cancellation); // warm
        using var api = cluster.Connect(32);
        var duties = new Duties(api, receiver);
        await duties.Prepare(cancellation);
        await SiloProcesses.AtRest(api, cancellation);

        var victim = cluster["silo-1"];
        var residents = await Residents.Of(victim, caller, ids, cancellation);
        var aftermath = new Aftermath(cluster, caller);
        var unhurt = await aftermath.OfNothing(residents, cancellation);
        report.Add("the same remarks with nobody killed, last", "ms", unhurt[^1]);

        var busy = Loops.Open(
            RemarksPerSecond,
            (int)(RemarksPerSecond * 2 * around.TotalSeconds),
            (number, _, token) => caller.Remark(ids[number % ids.Length], token),
            cancellation
        );
        var paging = duties.Send(2 * around, cancellation);
        await Task.Delay(around, cancellation);
        await aftermath.Of(victim.Kill, residents, cancellation);
        aftermath.Tell("kill", report);
        await busy;
        await paging;
        await duties.Tell(report, cancellation);
        report.Add("events that lived there", "", residents.Length);
        report.Add("calls sent again because their answer was lost", "", caller.Repeats);
        await ClusterBooks.Hold(cluster, caller, cancellation);
    }
}
