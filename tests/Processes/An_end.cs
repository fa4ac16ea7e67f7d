namespace Watchfloor.Tests.Processes;

/// <summary>What the server promises when it is asked to end.</summary>
public sealed class An_end
{
    [Theory]
    [InlineData(ServerDatabase.Sqlite)]
    [InlineData(ServerDatabase.Postgres)]
    public async Task By_SIGTERM_answers_what_it_has_taken_and_loses_nothing(string kind)
    {
        await using var database = await ServerDatabase.Of(kind);
        await using var server = await database.Serve();
        await using var writers = new Writers(server.Address, server.AdminKey(), seed: 7);
        await writers.Another(40);
        Assert.Equal(0, await server.Stop());
        await server.StartAgain();
        await writers.Another(8);
        await writers.Finish();
        Assert.Empty(writers.Complaints);
        using var api = server.Admin();
        await Books.HoldEachOnce(api, writers.Acknowledged, round: 1);
        Assert.Equal(0, await server.Stop());
        await Books.VersionsHaveNoGap(database, server);
    }

    [Fact]
    public async Task By_SIGTERM_does_not_wait_for_listeners_that_never_hang_up()
    {
        await using var server = await ServerProcess.Start();
        await using var stream = await EventStream.Listen(server);
        Assert.Equal(0, await server.Stop());
        await stream.Ends();
    }

    [Fact]
    public async Task In_an_attempt_to_page_is_made_good_under_the_same_key()
    {
        await using var server = await ServerProcess.Start();
        await using var receiver = await Receiver.Start();
        using var api = server.Admin();
        await api.PageAtOnce(await api.Webhook("Ana", receiver, "/ana"));
        receiver.Will("hang", "/ana");
        var id = await api.Ingest(Detections.Own("Boiler 2 too hot", "critical"));
        await receiver.Rings("/ana", id);
        await server.Kill();
        receiver.Will("ok", "/ana");
        await server.StartAgain();
        var rings = await receiver.Rings("/ana", id, times: 2);
        Assert.Single(rings.Select(ring => ring.Key).Distinct());
        var page = await Eventually.Sees(
            "delivered",
            () => api.Get($"events/{id}/pages"),
            seen => seen.Items.All(page => page.GetProperty("status").GetString() == "delivered")
        );
        Assert.Equal(
            ["lost", "delivered"],
            page.Items.Single().GetProperty("attempts").EnumerateArray().Select(attempt => attempt.GetProperty("result").GetString()!)
        );
    }
}
