using System.Net;

namespace Watchfloor.Tests.Api.Doors;

/// <summary>The live doors: event stream and hub, per role and tenant.</summary>
public sealed class LiveDoorTests(DoorHouse house) : IClassFixture<DoorHouse>
{
    public static TheoryData<string> Roles => [.. DoorHouse.Roles];

    [Theory, MemberData(nameof(Roles))]
    public async Task Whoever_may_read_may_follow(string role)
    {
        var may = DoorMatrix.Rows["streamEvents"].Lets(role);
        using var client = house.Of(role);
        using var stream = await SseReader.Get(client, null);
        Assert.Equal(may ? HttpStatusCode.OK : HttpStatusCode.Forbidden, stream.StatusCode);
        using var hub = await Negotiate(client);
        Assert.Equal(may ? HttpStatusCode.OK : HttpStatusCode.Forbidden, hub.StatusCode);
    }

    [Fact]
    public async Task A_stranger_follows_nothing()
    {
        using var stranger = house.Server.ClientOf(null);
        await (await SseReader.Get(stranger, null)).IsProblem(HttpStatusCode.Unauthorized);
        await (await Negotiate(stranger)).IsProblem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_stream_of_a_tenant_tells_its_own_events_alone()
    {
        using var ana = house.Of("admin");
        using var neighbour = house.Neighbour;
        using var stream = await SseReader.Open(neighbour, null);
        await DoorHouse.Made(ana, Wire.Ingest, """{"source":"here","severity":"low","category":"a","title":"Ours"}""", "eventId");
        const string Theirs = """{"source":"there","severity":"low","category":"a","title":"Theirs"}""";
        var id = await DoorHouse.Made(neighbour, Wire.Ingest, Theirs, "eventId");
        Assert.Equal(id, (await stream.Next()).Event.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_cursor_of_one_tenant_shows_another_nothing_of_it()
    {
        using var ana = house.Of("admin");
        using var ours = await SseReader.Open(ana, null);
        await DoorHouse.Made(ana, Wire.Ingest, """{"source":"here","severity":"low","category":"b","title":"One"}""", "eventId");
        var cursor = (await ours.Next()).Cursor;
        await DoorHouse.Made(ana, Wire.Ingest, """{"source":"here","severity":"low","category":"c","title":"Two"}""", "eventId");
        using var neighbour = house.Neighbour;
        using var resumed = await SseReader.Open(neighbour, cursor);
        const string Theirs = """{"source":"there","severity":"low","category":"d","title":"Theirs"}""";
        var id = await DoorHouse.Made(neighbour, Wire.Ingest, Theirs, "eventId");
        Assert.Equal(id, (await resumed.Next()).Event.GetProperty("id").GetString());
    }

    static Task<HttpResponseMessage> Negotiate(HttpClient client) =>
        client.PostAsync("/hubs/live/negotiate?negotiateVersion=1", null, Wire.Token);
}
