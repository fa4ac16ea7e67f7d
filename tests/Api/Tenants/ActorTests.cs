using System.Net;
using System.Text.Json;

namespace Watchfloor.Tests.Api.Tenants;

/// <summary>Ids of people and keys, and what they are called, over the real store.</summary>
public sealed class ActorTests
{
    const string Actors = "/api/v1/actors";

    [Fact]
    public async Task Everybody_of_the_tenant_has_a_name_and_nobody_of_another()
    {
        await using var server = await RealServer.Start();
        using var ana = server.Client();
        var opened = await Made(ana, "/api/v1/tenants", """{"id":"harbour","name":"Harbour"}""");
        using var harbour = server.ClientOf(opened.GetProperty("adminKey").GetProperty("key").GetString());
        var ben = Id(await Made(ana, "/api/v1/users", """{"login":"ben","name":"Ben Stone","role":"viewer"}"""));
        var robot = Id(await Made(ana, "/api/v1/api-keys", """{"name":"Robot","role":"viewer"}"""));
        var eve = Id(await Made(harbour, "/api/v1/users", """{"login":"eve","name":"Eve Quay","role":"viewer"}"""));

        var ours = await Names(ana);
        Assert.Equal("Administrator", ours["admin"]);
        Assert.Equal(("Ben Stone", "Robot"), (ours[ben], ours[robot]));
        Assert.Equal(3, ours.Count);
        var theirs = await Names(harbour);
        Assert.Equal("Eve Quay", theirs[eve]);
        Assert.Empty(theirs.Keys.Intersect(ours.Keys));
        Assert.Empty(theirs.Values.Intersect(["Ben Stone", "Robot"]));
    }

    [Fact]
    public async Task Who_looks_reads_names_and_who_reports_does_not()
    {
        await using var server = await RealServer.Start();
        using var ana = server.Client();
        using var viewer = server.ClientOf(Key(await Made(ana, "/api/v1/api-keys", """{"name":"Wall","role":"viewer"}""")));
        using var sensor = server.ClientOf(Key(await Made(ana, "/api/v1/api-keys", """{"name":"Sensor","role":"ingest"}""")));
        Assert.Contains("Sensor", (await Names(viewer)).Values);
        await (await sensor.Get(Actors)).IsProblem(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_tag_holds_until_a_name_changes_or_somebody_leaves()
    {
        await using var server = await RealServer.Start();
        using var ana = server.Client();
        var first = await Tag(ana);
        Assert.Equal(HttpStatusCode.NotModified, (await Asked(ana, first)).StatusCode);

        var ben = Id(await Made(ana, "/api/v1/users", """{"login":"ben","name":"Ben","role":"viewer"}"""));
        Assert.Equal(HttpStatusCode.OK, (await Asked(ana, first)).StatusCode);
        var second = await Tag(ana);
        await (await ana.Put($"/api/v1/users/{ben}", """{"name":"Benjamin","role":"viewer"}""")).Is(HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, (await Asked(ana, second)).StatusCode);
        Assert.Equal("Benjamin", (await Names(ana))[ben]);

        Assert.Equal(HttpStatusCode.NoContent, (await ana.DeleteAsync($"/api/v1/users/{ben}", Wire.Token)).StatusCode);
        Assert.Equal(first, await Tag(ana));
        Assert.False((await Names(ana)).ContainsKey(ben));
    }

    static async Task<JsonElement> Made(HttpClient client, string path, string body) =>
        await (await client.Post(path, body)).Is(HttpStatusCode.Created);

    static string Id(JsonElement made) => made.GetProperty("id").GetString()!;

    static string Key(JsonElement made) => made.GetProperty("key").GetString()!;

    static async Task<Dictionary<string, string>> Names(HttpClient client) =>
        (await (await client.Get(Actors)).Is(HttpStatusCode.OK))
            .GetProperty("items")
            .EnumerateArray()
            .ToDictionary(Id, actor => actor.GetProperty("name").GetString()!);

    static async Task<string> Tag(HttpClient client)
    {
        using var answer = await client.Get(Actors);
        return answer.Headers.ETag!.Tag;
    }

    static async Task<HttpResponseMessage> Asked(HttpClient client, string held)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Actors);
        request.Headers.Add("If-None-Match", held);
        return await client.SendAsync(request, Wire.Token);
    }
}
