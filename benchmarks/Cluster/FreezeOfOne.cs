namespace Watchfloor.Benchmarks;

/// <summary>How long the events of a silo that stands still are without one: nobody is told that it is gone, so its lease must run out.</summary>
sealed class FreezeOfOne : IBenchmark
{
    const int Silos = 3;
    const double RemarksPerSecond = 100;
    static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>What a silo says that finds that others have its place.</summary>
    const int LostMembership = 3;

    public string Name => "cluster-freeze";

    public string Title => "Cluster: one of three silos stands still";

    /// <summary>Silos wait for a lease before they evict anybody, and for another one until they do.</summary>
    public bool HasQuickForm => false;

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        var report = new Report();
        var events = effort.Of(3000);
        await using var postgres = await ScratchPostgres.Start();
        for (var round = 0; round < effort.Rounds; round++)
            await Round(postgres, $"freeze_{round}", events, report, cancellation);
        report.Note(
            $"SIGSTOP: the process stands still, its connections stay open, nothing is reset. The lease is {Lease.TotalSeconds:0} s, renewed every second. "
                + $"{Silos} silos, an api and PostgreSQL (fsync on) on this machine, {events} events awake, one third of them there; a fresh cluster in each round."
        );
        report.Note(
            $"{RemarksPerSecond} remarks per second to one event after another, open loop; in the moment of the signal each event that lives there gets one more, all at once, "
                + "repeated under its name until it is answered. The last answer is counted from just before the signal is sent."
        );
        report.Note(
            "Thawed afterwards, the silo finds that it is no member any more and ends. Every remark that was answered is in the journal once, no facts have a gap or a fork."
        );
        return report;
    }

    static async Task Round(ScratchPostgres postgres, string name, int events, Report report, CancellationToken cancellation)
    {
        await using var cluster = await SiloProcesses.Start(postgres, name, Silos, cancellation);
        await using var caller = await EventCaller.Connect(cluster.Database, cancellation);
        var ids = await caller.Make(events, cancellation);
        await EventCaller.ForEach(ids, caller.Remark, cancellation); // warm
        // Silos evict nobody before they have seen the database well for a whole lease.
        var grace = await cluster.Members.LastJoin(cancellation) + Lease - DateTimeOffset.UtcNow;
        if (grace > TimeSpan.Zero)
            await Task.Delay(grace + TimeSpan.FromSeconds(1), cancellation);

        var silo = cluster["silo-1"];
        var residents = await Residents.Of(silo, caller, ids, cancellation);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var busy = Busy(caller, ids, enough.Token, cancellation);
        await Task.Delay(TimeSpan.FromSeconds(2), cancellation); // the lease is renewed again
        var aftermath = new Aftermath(cluster, caller);
        await aftermath.Of(silo.Freeze, residents, cancellation);
        aftermath.Tell("freeze", report);
        await enough.CancelAsync();
        await busy;
        silo.Thaw();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Longest);
        var code = await silo.Ended(patience.Token);
        if (code != LostMembership)
            throw new InvalidOperationException($"the silo that stood still ended with {code}:\n{silo.LastWords()}");
        report.Add("events that lived there", "", residents.Length);
        await ClusterBooks.Hold(cluster, caller, cancellation);
    }

    /// <summary>Until it is enough; what was sent by then is answered.</summary>
    static Task Busy(EventCaller caller, string[] ids, CancellationToken enough, CancellationToken cancellation) =>
        Loops.Open(
            RemarksPerSecond,
            (int)(RemarksPerSecond * Longest.TotalSeconds),
            (number, _, token) => caller.Remark(ids[number % ids.Length], token),
            cancellation,
            enough
        );
}
