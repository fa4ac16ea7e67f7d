namespace Watchfloor.Tests.Processes;

/// <summary>
/// Silos and apis are stopped, and those of the next version, with a migration and a fact of their own, are started in their places, while eight
/// writers and people are at work through a load balancer. Nothing new is written before all of the old ones have gone, the apis too, and none of
/// them comes back afterwards. The long form does it to three silos, and starts all of them again twice before, as they are (WATCHFLOOR_LONG=1).
/// </summary>
[Collection(Alone.Name)]
public sealed class An_upgrade_without_a_stop
{
    const int Seed = 20_267;
    const string Upgrading = "The cluster is being upgraded";
    static readonly bool Long = Environment.GetEnvironmentVariable("WATCHFLOOR_LONG") == "1";
    static readonly int Silos = Long ? 3 : 2;
    static readonly int Restarts = Long ? 2 : 0;

    [Fact]
    public async Task Fails_no_request_loses_nothing_and_writes_nothing_new_before_everybody_can_read_it()
    {
        await using var cluster = await SiloProcesses.Start(Silos, apis: 2);
        await using var receiver = await Receiver.Start();
        receiver.Will("dawdle", "/duty");
        using (var api = cluster.Admin())
            await api.PageAtOnce(await api.Webhook("Duty", receiver, "/duty"));
        await using var balancer = new LoadBalancer(cluster);
        await using var writers = new Writers(balancer, Seed);
        await using var people = new Acknowledgers(balancer, writers);
        var books = new SiloBooks(cluster, receiver, writers, people);
        await writers.Another(20);
        for (var round = 1; round <= Restarts; round++)
            await Replace(cluster.All, program: null);

        var old = cluster.Silos.ToList();
        Assert.Contains("stop the servers of the older version first", await cluster.Refuses(NextVersion.BreakingProgram));
        var next = await cluster.Join(NextVersion.Program);
        await cluster.Ready();
        await NotesAreHeldBack(cluster, next);
        await Replace(old.SkipLast(1), NextVersion.Program);
        await cluster.Leave(old[^1]);
        await cluster.Ready();
        await writers.Another(20);
        await LevelIsHeld(cluster, next, by: "api-1, api-2");
        await Replace([cluster.Apis[0]], NextVersion.Program);
        await LevelIsHeld(cluster, next, by: "api-2");
        await Replace([cluster.Apis[1]], NextVersion.Program);
        await writers.Finish();
        await people.Finish();

        NoneFailed("the last requests");
        await LevelRises(cluster);
        await NotesAreTaken(next);
        Assert.Contains("This Watchfloor is too old", await cluster.Refuses());
        using var admin = cluster.Admin();
        await books.Hold(
            admin,
            ["/duty"],
            $"{Silos} silos and two apis, {Restarts} × restarted in their places and then upgraded under load (seed {Seed}), no request failed"
        );

        async Task Replace(IEnumerable<SiloProcess> processes, string[]? program)
        {
            foreach (var process in processes)
            {
                await cluster.Restart(process, program);
                await writers.Another(20);
                NoneFailed($"the restart of {process.Name}");
                await books.HoldSoFar($"after the restart of {process.Name}");
            }
        }

        void NoneFailed(string after) =>
            Assert.True((writers.Failed, people.Failed) == (0, 0), $"after {after}: {writers.LastFailure ?? people.LastFailure}");
    }

    /// <summary>Where the new one owns the note it says why not; an old one says that it knows no such thing, and goes on.</summary>
    static async Task NotesAreHeldBack(SiloProcesses cluster, SiloProcess next)
    {
        using var door = new Caller(next.Address);
        var answers = new List<Answer>();
        while (answers.DistinctBy(answer => answer.Status).Count() < 2)
        {
            answers.Add(await Write(door, answers.Count));
            Assert.True(answers.Count < 200, $"always {answers[0]}");
        }
        foreach (var answer in answers)
        {
            Assert.Equal(answer.Status == 200 ? "Held" : "ArgumentException", answer["kind"]);
            Assert.Contains(answer.Status == 200 ? Upgrading : "No grain class is named 'note'", answer["reason"]);
        }
        await NothingNewIsWritten(cluster);
    }

    /// <summary>All silos are new, and one of them would raise the level, and says who is in the way.</summary>
    static async Task LevelIsHeld(SiloProcesses cluster, SiloProcess next, string by)
    {
        await Eventually.Sees(
            $"level held by {by}",
            () => next.Lines.LastOrDefault(line => line.Contains("stays at feature level", StringComparison.Ordinal)),
            line => line?.EndsWith($"stays at feature level 1 until these are replaced: {by}", StringComparison.Ordinal) == true
        );
        using var door = new Caller(next.Address);
        for (var note = 0; note < 6; note++)
            Assert.Equal("Held", (await Write(door, note))["kind"]);
        await NothingNewIsWritten(cluster);
    }

    static async Task NothingNewIsWritten(SiloProcesses cluster)
    {
        using var api = cluster.Admin();
        Assert.Equal("1", (await api.Get("cluster"))["featureLevel"]);
        Assert.Equal("0", await cluster.Database.FirstText("SELECT count(*) || '' FROM journal WHERE kind = 'note'"));
    }

    static async Task LevelRises(SiloProcesses cluster)
    {
        using var api = cluster.Admin();
        await Eventually.Sees(
            "the next feature level",
            () => api.Get("cluster"),
            answer => answer["featureLevel"] == $"{NextVersion.Level}"
        );
    }

    static async Task NotesAreTaken(SiloProcess next)
    {
        using var door = new Caller(next.Address);
        for (var note = 0; note < 6; note++)
            await Eventually.Sees($"note {note}", () => Write(door, note), answer => answer["kind"] == "Done");
    }

    static Task<Answer> Write(Caller door, int note) => door.Post($"/notes/n{note}?line=hello", new { });
}
