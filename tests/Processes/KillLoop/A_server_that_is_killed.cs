namespace Watchfloor.Tests.Processes;

/// <summary>
/// Eight writers, a server that is killed without warning at seeded moments, and the books afterwards. The long form makes
/// 200 rounds (WATCHFLOOR_LONG=1) and writes its figures to the file that WATCHFLOOR_REPORT names.
/// </summary>
public sealed class A_server_that_is_killed
{
    const int Seed = 20_261;
    static readonly bool Long = Environment.GetEnvironmentVariable("WATCHFLOOR_LONG") == "1";
    static readonly int Rounds = Long ? 200 : 3;

    [Theory]
    [InlineData(ServerDatabase.Sqlite)]
    [InlineData(ServerDatabase.Postgres)]
    public async Task Keeps_every_acknowledged_event_and_pages_each_at_least_once_under_one_key(string kind)
    {
        var chance = new Random(Seed);
        await using var database = await ServerDatabase.Of(kind);
        await using var server = await database.Serve();
        await using var receiver = await Receiver.Start();
        using var api = server.Admin();
        await api.PageAtOnce(await api.Webhook("Duty", receiver, "/duty"));

        await using var writers = new Writers(server.Address, server.AdminKey(), Seed);
        var seen = new HashSet<string>();
        for (var round = 1; round <= Rounds; round++)
        {
            await writers.Another(chance.Next(5, 120));
            await server.Kill();
            var acknowledged = writers.Acknowledged.Values.ToHashSet();
            if (round % 3 == 0)
                await server.DiesInItsStart();
            await server.StartAgain();
            await Books.Hold(api, acknowledged.Except(seen), round);
            seen.UnionWith(acknowledged);
        }
        await writers.Finish();

        Assert.Empty(writers.Complaints);
        await Books.HoldEachOnce(api, writers.Acknowledged, Rounds);
        var events = writers.Acknowledged.Values.ToHashSet();
        var pages = await Books.EveryPageArrives(api, receiver, events);
        await server.Stop();
        var facts = await Books.VersionsHaveNoGap(database, server);
        Report.Line(
            $"kill -9 under eight writers, {kind}: {Rounds} rounds (seed {Seed}), {writers.Acknowledged.Count} acknowledged, {events.Count} events, {pages} pages at the receiver, {facts} facts; none missing, none twice, one key per page, versions without a gap"
        );
    }
}
