using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Watchfloor.Events;
using Watchfloor.Tests.Api.Fakes;

namespace Watchfloor.Tests.Api;

public sealed class HubTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Who_has_no_cursor_gets_a_snapshot_of_what_is_not_closed_then_changes_then_beats()
    {
        var (open, closed) = (Samples.NextId(), Samples.NextId());
        host.Events.Change(Samples.Event(open));
        host.Events.Change(Samples.Event(closed) with { Status = EventStatus.Closed });
        using var hub = await HubReader.Connect(host.Address, null);
        var snapshot = await hub.Next();
        Assert.Equal("snapshot", snapshot.Kind);
        Assert.Contains(open, snapshot.Ids);
        Assert.DoesNotContain(closed, snapshot.Ids);

        var fresh = Samples.NextId();
        var cursor = host.Events.Change(Samples.Event(fresh));
        var changes = await hub.Next();
        Assert.Equal(("changes", cursor), (changes.Kind, changes.Cursor));
        Assert.Equal([fresh], changes.Ids);
        var beat = await hub.Next();
        Assert.Equal(("beat", cursor, 0), (beat.Kind, beat.Cursor, beat.Ids.Count));
    }

    [Fact]
    public async Task Who_is_quiet_hears_a_beat_though_the_clock_was_set_back()
    {
        await using var own = new ApiHost();
        await own.InitializeAsync();
        using var hub = await HubReader.Connect(own.Address, null);
        Assert.Equal("snapshot", (await hub.Next()).Kind);
        own.Events.Change(Samples.Event(Samples.NextId()));
        Assert.Equal("changes", (await hub.Next()).Kind);
        own.Forward(TimeSpan.FromMinutes(-90));
        Assert.Equal("beat", (await hub.Next()).Kind);
    }

    [Fact]
    public async Task Who_has_a_cursor_gets_what_changed_since()
    {
        var cursor = host.Events.Change(Samples.Event(Samples.NextId()));
        var missed = Samples.NextId();
        host.Events.Change(Samples.Event(missed));
        using var hub = await HubReader.Connect(host.Address, cursor);
        var first = await hub.Next();
        Assert.Equal("changes", first.Kind);
        Assert.Equal([missed], first.Ids);
    }

    [Fact]
    public async Task All_who_look_are_told_of_an_event_as_whoever_asks_for_it_alone()
    {
        using var one = await HubReader.Connect(host.Address, null);
        using var other = await HubReader.Connect(host.Address, null);
        foreach (var hub in new[] { one, other })
            Assert.Equal("snapshot", (await hub.Next()).Kind);
        var fresh = new[] { Samples.NextId(), Samples.NextId() };
        foreach (var id in fresh)
            host.Events.Change(Samples.Event(id) with { Title = "Kühlwasser \"A\" < 3 bar" });
        foreach (var hub in new[] { one, other })
        {
            var told = new List<JsonElement>();
            while (told.Count < fresh.Length)
                told.AddRange((await hub.Next()).Events);
            foreach (var view in told)
            {
                var alone = await (await host.Admin.GetAsync($"/api/v1/events/{view.GetProperty("id")}", Wire.Token)).Is(HttpStatusCode.OK);
                Assert.Equal(alone.GetRawText(), view.GetRawText());
            }
        }
    }

    [Fact]
    public async Task A_cursor_that_nothing_followed_is_answered_at_once_without_events()
    {
        await using var own = new ApiHost();
        await own.InitializeAsync();
        using var hub = await HubReader.Connect(own.Address, own.Events.Change(Samples.Event(Samples.NextId())));
        var first = await hub.Next();
        Assert.Equal(("changes", 0), (first.Kind, first.Ids.Count));
    }

    [Theory]
    [InlineData("rubbish")]
    [InlineData("ZTA6MQ")]
    public async Task A_cursor_of_another_life_gets_a_snapshot(string cursor)
    {
        using var hub = await HubReader.Connect(host.Address, cursor);
        Assert.Equal("snapshot", (await hub.Next()).Kind);
    }

    [Fact]
    public async Task Strangers_and_ingest_keys_do_not_get_in()
    {
        await Assert.ThrowsAsync<WebSocketException>(() => HubReader.Connect(host.Address, null, "wrong"));
        await Assert.ThrowsAsync<WebSocketException>(() => HubReader.Connect(host.Address, null, FakeStore.IngestKey));
    }

    [Fact]
    public async Task Who_lost_the_key_is_told_nothing_more_on_a_connection_that_is_open()
    {
        var made = await (await host.Admin.Post("/api/v1/api-keys", """{"name":"Wall","role":"viewer"}""")).Is(HttpStatusCode.Created);
        using var hub = await HubReader.Connect(host.Address, null, made.GetProperty("key").GetString()!);
        Assert.Equal("snapshot", (await hub.Next()).Kind);
        var removed = await host.Admin.DeleteAsync($"/api/v1/api-keys/{made.GetProperty("id")}", Wire.Token);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        await hub.Ask("2", null);
        Assert.True(await hub.EndsWithoutTelling("2"), "a snapshot went to a key that was taken away");
    }
}
