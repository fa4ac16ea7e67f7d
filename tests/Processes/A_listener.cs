namespace Watchfloor.Tests.Processes;

/// <summary>What a listener to the stream may rely on while servers die under it.</summary>
public sealed class A_listener
{
    [Theory]
    [InlineData(ServerDatabase.Sqlite)]
    [InlineData(ServerDatabase.Postgres)]
    public async Task Resumes_after_a_kill_right_where_it_was_without_a_gap_and_without_a_repeat(string kind)
    {
        await using var database = await ServerDatabase.Of(kind);
        await using var server = await database.Serve();
        using var api = server.Admin();
        await using var before = await EventStream.Listen(server);
        var first = await api.Ingest(Detections.Own("Before the kill"));
        await before.Hears(first);
        await using var writers = new Writers(server.Address, server.AdminKey(), seed: 11);
        await writers.Another(30);
        await server.Kill();
        await before.Ends();
        var missed = writers.Acknowledged.Values.ToHashSet();

        await server.StartAgain();
        await writers.Another(10);
        await writers.Finish();
        var heard = before.Heard;
        await using var after = await EventStream.Listen(server, heard[^1].Cursor);
        var last = await api.Ingest(Detections.Own("After the kill"));
        await after.Hears(last);

        var all = heard.Concat(after.Heard).ToList();
        Assert.Empty(missed.Concat(writers.Acknowledged.Values).Except(all.Select(change => change.EventId)));
        Assert.Equal(all.Count, all.Select(change => change.Cursor).Distinct().Count());
        foreach (var id in all.Select(change => change.EventId).Distinct())
        {
            var final = (await api.Get($"events/{id}")).Json.GetProperty("version").GetInt64();
            Assert.Equal(final, all.Last(change => change.EventId == id).Version);
        }
    }

    [Fact]
    public async Task Without_a_last_id_starts_at_now()
    {
        await using var server = await ServerProcess.Start();
        using var api = server.Admin();
        var past = await api.Ingest(Detections.Own("Long ago"));
        await using var stream = await EventStream.Listen(server);
        var present = await api.Ingest(Detections.Own("Just now"));
        await stream.Hears(present);
        Assert.DoesNotContain(past, stream.Heard.Select(change => change.EventId));
        Assert.Equal("Just now", stream.Heard.First(change => change.EventId == present).Event.GetProperty("title").GetString());
    }
}
