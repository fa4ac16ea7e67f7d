namespace Watchfloor.Tests.Processes;

/// <summary>
/// Three silos and two apis on one PostgreSQL, each on a machine of its own, two of the silos and an api with clocks that are off by an
/// hour, under eight writers and people who acknowledge, and everything that can happen to them, in an order from a seed. After each wound what
/// can be looked at must hold, and everything in the end. The long form goes on for many rounds from another seed each time (WATCHFLOOR_LONG=1).
/// </summary>
[Collection(Alone.Name)]
public sealed class A_cluster_that_is_hurt
{
    const int UsualSeed = 20_265;
    const int Rounds = 25;
    static readonly bool Long = Environment.GetEnvironmentVariable("WATCHFLOOR_LONG") == "1";
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Loses_nothing_forks_nothing_and_pages_nobody_who_has_acknowledged()
    {
        var seed = Seeds.For(Long, UsualSeed);
        var chance = new Random(seed);
        await using var wires = await Wires.Start(Off);
        await using var cluster = await SiloProcesses.Start(silos: 3, apis: 2, wires);
        await Timekeeping.ClocksAreWrong(cluster);
        await using var receiver = await Receiver.Start(wires.People);
        receiver.Will("dawdle", "/duty");
        using var api = cluster.Admin();
        var time = await Timekeeping.Begin(api, receiver);
        await using var writers = new Writers(cluster.Addresses, cluster.AdminKey(), seed);
        await using var people = new Acknowledgers(cluster, writers);
        var books = new SiloBooks(cluster, receiver, writers, people);
        await writers.Another(50);

        var wounds = new Wounds(cluster, writers, chance);
        var done = new List<string>();
        foreach (var wound in Long ? wounds.Many(Rounds) : wounds.Each())
        {
            done.Add(wound.Name);
            TestContext.Current.TestOutputHelper!.WriteLine("{0}. {1}", done.Count, wound.Name);
            var began = TimeProvider.System.GetTimestamp();
            await wound.Inflict();
            await writers.Another(chance.Next(20, 60));
            var (ended, took) = (TimeProvider.System.GetTimestamp(), TimeProvider.System.GetElapsedTime(began).TotalSeconds);
            await books.HoldSoFar($"after {wound.Name}, number {done.Count} of seed {seed}");
            var looked = TimeProvider.System.GetElapsedTime(ended).TotalSeconds;
            TestContext.Current.SendDiagnosticMessage("{0}: {1:0.0} s, and {2:0.00} s to look", wound.Name, took, looked);
        }

        await writers.Finish();
        await people.Finish();
        await books.Hold(
            api,
            ["/duty", "/chief"],
            $"three silos (seed {seed}): {string.Join(", ", done.GroupBy(name => name).Select(name => $"{name.Count()} × {name.Key}"))}"
        );
        await time.Hold(cluster, api, receiver, writers.Acknowledged.Values.Distinct());
        Assert.DoesNotContain(PasswordOfTheDatabase, cluster.Output, StringComparison.Ordinal);
    }

    static TimeSpan Off(string name) =>
        name switch
        {
            "silo-1" or "api-2" => Hour,
            "silo-2" => -Hour,
            _ => TimeSpan.Zero,
        };

    static string PasswordOfTheDatabase => Stores.Postgres.PrivatePostgres.Password;
}
