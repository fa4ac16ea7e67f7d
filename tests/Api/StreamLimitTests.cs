using System.Net;
using Watchfloor.Tests.Api.Tenants;

namespace Watchfloor.Tests.Api;

/// <summary>How many live streams one caller may hold at once.</summary>
public sealed class StreamLimitTests : IAsyncLifetime
{
    const int OfSession = 16;
    const int OfCaller = 256;
    readonly ApiHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_key_holds_a_wall_of_streams_and_no_more_on_one_connection_or_many()
    {
        using var hub = await HubReader.Open(_host.Address);
        for (var stream = 1; stream <= OfCaller; stream++)
        {
            await hub.Ask($"{stream}", null);
            Assert.Null(await hub.Refusal($"{stream}"));
        }
        await hub.Ask("one-more", null);
        Assert.Contains("streams", await hub.Refusal("one-more"));
        using var beside = _host.Admin;
        using var refused = await SseReader.Get(beside, null);
        await refused.IsProblem(HttpStatusCode.TooManyRequests);
        Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);

        await hub.Leave("1");
        await Eventually.Sees("a place is free", () => Status(beside), status => status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_session_holds_a_few_streams_and_another_one_of_the_same_key_as_many()
    {
        using var screen = await SignedIn();
        using var other = await SignedIn();
        var streams = new List<HttpResponseMessage>();
        for (var stream = 0; stream < OfSession; stream++)
            streams.Add(await SseReader.Get(screen, null));
        Assert.All(streams, stream => Assert.Equal(HttpStatusCode.OK, stream.StatusCode));
        await (await SseReader.Get(screen, null)).IsProblem(HttpStatusCode.TooManyRequests);
        using var elsewhere = await SseReader.Get(other, null);
        Assert.Equal(HttpStatusCode.OK, elsewhere.StatusCode);
        streams.ForEach(stream => stream.Dispose());
        await Eventually.Sees("a place is free", () => Status(screen), status => status == HttpStatusCode.OK);
    }

    static async Task<HttpStatusCode> Status(HttpClient client)
    {
        using var stream = await SseReader.Get(client, null);
        return stream.StatusCode;
    }

    async Task<HttpClient> SignedIn()
    {
        var visitor = new Visitor(_host.Stranger);
        await visitor.SignIn(Fakes.FakeStore.AdminKey);
        var client = _host.Stranger;
        client.DefaultRequestHeaders.Add("Cookie", visitor.Cookie);
        return client;
    }
}
