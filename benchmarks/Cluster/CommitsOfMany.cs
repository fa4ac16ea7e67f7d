namespace Watchfloor.Benchmarks;

/// <summary>Whether silos that share a database hold each other up: durable commits per second of three of them and of one.</summary>
sealed class CommitsOfMany : IBenchmark
{
    /// <summary>Each silo compiles for itself what is called often, and of three each is called a third as often.</summary>
    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);

    static readonly int[] Callers = [64, 256, 512];

    public string Name => "cluster-commits";

    public string Title => "Cluster: durable commits of three silos and of one";

    /// <summary>Before they have been at work for half a minute, what is measured is the compiling.</summary>
    public bool HasQuickForm => false;

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        var report = new Report();
        var (events, silos) = (effort.Of(1000), effort.Silos);
        var numbers = effort.Quick ? Callers[..1] : Callers;
        await using var postgres = await ScratchPostgres.Start();
        var starting = CommitContestant.Start(postgres, "one", 1, events, cancellation);
        await using var many = await CommitContestant.Start(postgres, "many", silos, events, cancellation);
        await using var one = await starting;
        foreach (var contestant in effort.Quick ? [] : (CommitContestant[])[one, many])
        {
            await contestant.Remarks(numbers[^1], WarmUp, cancellation);
            await contestant.NewEvents(numbers[^1], WarmUp, cancellation);
        }
        var length = effort.Length / 3;
        for (var round = 0; round < effort.Rounds; round++)
        {
            await Compare("remarks", (contestant, callers) => contestant.Remarks(callers, length, cancellation));
            await Compare("new events", (contestant, callers) => contestant.NewEvents(callers, length, cancellation));
        }
        await one.Check(cancellation);
        await many.Check(cancellation);
        report.Note(
            $"Two clusters, of one silo and of {silos}, each with an api, as processes on this machine and in databases of one PostgreSQL (fsync on); both are there all the time, and work in turns. "
                + "Callers of a client, as every api is one, without HTTP; closed loop. Callers are spread over the silos, so that each has as many of them."
        );
        report.Note(
            $"A remark is one commit of one of {events} events. A new event is one commit too, and brings others after it (its escalation), which are not counted but in transactions."
        );
        report.Note(
            "Before the first round each was at work for half a minute: until .NET has compiled what is called often, which each silo does for itself, up to half of their processor time is that."
        );
        report.Note("The most: the highest of a round that either reached, with whichever number of callers.");
        report.Note("Processor time is that of silos and PostgreSQL together; what else runs on the machine is not in it.");
        report.Note("Every remark that was answered is in the journal once, no facts have a gap or a fork.");
        return report;

        async Task Compare(string what, Func<CommitContestant, int, Task<SharedLoad>> measure)
        {
            var (mostOfOne, mostOfMany) = (0.0, 0.0);
            foreach (var callers in numbers)
            {
                var (ofOne, ofMany) = (await measure(one, callers), await measure(many, callers));
                Show($"{what}, {callers} callers", ofOne, ofMany);
                (mostOfOne, mostOfMany) = (Math.Max(mostOfOne, ofOne.PerSecond), Math.Max(mostOfMany, ofMany.PerSecond));
            }
            report.Add($"{what}, the most, {silos} silos ÷ 1", "", mostOfMany / mostOfOne);
        }

        void Show(string what, SharedLoad ofOne, SharedLoad ofMany)
        {
            report.Add($"{what}, 1 silo", "/s", ofOne.PerSecond);
            report.Add($"{what}, {silos} silos", "/s", ofMany.PerSecond);
            report.Add($"{what}, {silos} silos ÷ 1", "", ofMany.PerSecond / ofOne.PerSecond);
            report.Add($"{what}, processor time of one, 1 silo", "ms", ofOne.OfSilos + ofOne.OfDatabase);
            report.Add($"{what}, processor time of one, {silos} silos", "ms", ofMany.OfSilos + ofMany.OfDatabase);
            report.Add($"{what}, commits in a transaction, 1 silo", "", ofOne.Shared);
            report.Add($"{what}, commits in a transaction, {silos} silos", "", ofMany.Shared);
        }
    }
}
