using System.Net;
using System.Text.Json;
using Watchfloor.Catalogue;
using Watchfloor.Devices;
using Watchfloor.Notifications;
using Watchfloor.Plant;

namespace Watchfloor.Tests.Api;

public sealed class CatalogueTests(ApiHost host) : IClassFixture<ApiHost>
{
    const string Hook = """{"name":"Ana's phone","kind":"webhook","settings":{"url":"http://127.0.0.1:9/x","secret":"s3cret"}}""";
    const string Rule =
        """{"name":"Hot","tag":"motor/t","operator":">=","limit":120,"for":"PT5M","hysteresis":2,"severity":"high","category":"temperature"}""";

    [Fact]
    public async Task A_facility_is_defined_read_amended_listed_and_removed()
    {
        using var made = await host.Admin.Post(
            "/api/v1/facilities",
            """{"name":"North","scheme":"Harbour","location":{"lat":48.2,"lon":16.4}}"""
        );
        var id = (await made.Is(HttpStatusCode.Created)).GetProperty("id").GetString();
        var path = $"/api/v1/facilities/{id}";
        Assert.Equal(path, made.Headers.Location!.ToString());
        var amended = await (await host.Admin.Put(path, """{"name":"North station","parentId":null}""")).Is(HttpStatusCode.OK);
        Assert.Equal(("North station", 2), (amended.GetProperty("name").GetString(), amended.GetProperty("version").GetInt32()));
        var read = await (await host.Admin.Get(path)).Is(HttpStatusCode.OK);
        Assert.Equal(amended.ToString(), read.ToString());
        var list = await (await host.Admin.Get("/api/v1/facilities")).Is(HttpStatusCode.OK);
        Assert.Contains(list.GetProperty("items").EnumerateArray(), item => item.GetProperty("id").GetString() == id);
        Assert.Equal(HttpStatusCode.NoContent, (await host.Admin.DeleteAsync(path, Wire.Token)).StatusCode);
        await (await host.Admin.Get(path)).IsProblem(HttpStatusCode.NotFound);
        await (await host.Admin.DeleteAsync(path, Wire.Token)).IsProblem(HttpStatusCode.NotFound);
        await (await host.Admin.Put(path, """{"name":"North"}""")).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_facility_cannot_lie_within_itself()
    {
        Have("a", new("A", "b", null, null, null));
        Have("b", new("B", null, null, null, null));
        await (await host.Admin.Put("/api/v1/facilities/b", """{"name":"B","parentId":"a"}"""))
            .IsProblem(HttpStatusCode.UnprocessableEntity)
            .Names("parentId");
    }

    [Fact]
    public async Task A_secret_goes_in_sealed_and_never_comes_out()
    {
        var made = await (await host.Admin.Post("/api/v1/channels", Hook)).Is(HttpStatusCode.Created);
        Assert.Equal("""{"url":"http://127.0.0.1:9/x"}""", made.GetProperty("settings").ToString());
        Assert.Equal("secret", made.GetProperty("secretsSet")[0].GetString());
        var kept = Kept(made).Spec.Setting("secret")!;
        Assert.DoesNotContain("s3cret", kept);

        var path = $"/api/v1/channels/{made.GetProperty("id").GetString()}";
        await (await host.Admin.Put(path, """{"name":"Ben's phone","kind":"webhook","settings":{"url":"https://x.example/"}}""")).Is(
            HttpStatusCode.OK
        );
        Assert.Equal(kept, Kept(made).Spec.Setting("secret"));
        await (await host.Admin.Put(path, Hook)).Is(HttpStatusCode.OK);
        Assert.Equal(kept, Kept(made).Spec.Setting("secret"));
        await (await host.Admin.Put(path, Hook.Replace("s3cret", "other"))).Is(HttpStatusCode.OK);
        Assert.NotEqual(kept, Kept(made).Spec.Setting("secret"));
        Assert.DoesNotContain("other", await (await host.Admin.Get(path)).Content.ReadAsStringAsync(Wire.Token));
    }

    [Theory]
    [InlineData("""{"name":"x","kind":"pigeon"}""", "kind")]
    [InlineData("""{"name":"","kind":"log"}""", "name")]
    [InlineData("""{"name":"x","kind":"log","settings":{"url":"http://x"}}""", "settings.url")]
    [InlineData("""{"name":"x","kind":"webhook","settings":{"secret":"s"}}""", "settings.url")]
    [InlineData("""{"name":"x","kind":"webhook","settings":{"url":"http://x"}}""", "settings.secret")]
    [InlineData("""{"name":"x","kind":"webhook","settings":{"url":"http://x","secret":""}}""", "settings.secret")]
    [InlineData("""{"name":"x","kind":"webhook","settings":{"url":"ftp://x","secret":"s"}}""", "settings.url")]
    [InlineData("""{"name":"x","kind":"webhook","settings":{"url":"/etc/passwd","secret":"s"}}""", "settings.url")]
    [InlineData("""{"name":"x","kind":"webhook","settings":{"url":"http://ana:pw@x/","secret":"s"}}""", "settings.url")]
    public async Task A_channel_that_cannot_work_is_refused(string body, string field) =>
        await (await host.Admin.Post("/api/v1/channels", body)).IsProblem(HttpStatusCode.UnprocessableEntity).Names(field);

    [Fact]
    public async Task The_kinds_of_channel_describe_their_fields()
    {
        var kinds = (await (await host.Admin.Get("/api/v1/channel-kinds")).Is(HttpStatusCode.OK)).GetProperty("items");
        var webhook = kinds.EnumerateArray().Single(kind => Text(kind, "kind") == "webhook");
        var url = webhook.GetProperty("fields")[0];
        Assert.Equal(("url", "uri"), (Text(url, "name"), Text(url, "format")));
    }

    [Fact]
    public async Task A_policy_comes_back_as_it_was_sent()
    {
        host.Store.Entries[(Kinds.Channel, "room")] = new Entry<ChannelSpec>("room", 1, new("Room", "log", []));
        var made = await (
            await host.Admin.Post(
                "/api/v1/escalation-policies",
                """{"name":"First","match":{"severity":"critical"},"levels":[{"after":"PT0S","targets":[{"channelId":"room"}]}],"repeat":{"times":2,"every":"PT5M"}}"""
            )
        ).Is(HttpStatusCode.Created);
        Assert.Equal("""[{"after":"PT0S","targets":[{"channelId":"room"}]}]""", made.GetProperty("levels").ToString());
        Assert.Equal("""{"times":2,"every":"PT5M"}""", made.GetProperty("repeat").ToString());
        Assert.Equal("critical", Text(made.GetProperty("match"), "severity"));
    }

    [Theory]
    [InlineData("""{"name":"x","levels":[]}""", "levels")]
    [InlineData("""{"name":"x","levels":[{"after":"PT0S","targets":[]}]}""", "levels[0].targets")]
    [InlineData("""{"name":"x","levels":[{"after":"-PT1S","targets":[{"channelId":"room"}]}]}""", "levels[0].after")]
    [InlineData("""{"name":"x","levels":[{"after":"PT0S","targets":[{"channelId":"nobody"}]}]}""", "levels[0].targets[0].channelId")]
    [InlineData("""{"name":"x","levels":[{"after":"PT0S","targets":[{"channelId":"a"},{"channelId":"a"}]}]}""", "levels[0].targets")]
    [InlineData(
        """{"name":"x","match":{"category":"No"},"levels":[{"after":"PT0S","targets":[{"channelId":"room"}]}]}""",
        "match.category"
    )]
    [InlineData(
        """{"name":"x","levels":[{"after":"PT0S","targets":[{"channelId":"room"}]}],"repeat":{"times":-1,"every":"PT1M"}}""",
        "repeat.times"
    )]
    [InlineData(
        """{"name":"x","levels":[{"after":"PT0S","targets":[{"channelId":"room"}]}],"repeat":{"times":1,"every":"PT0S"}}""",
        "repeat.every"
    )]
    public async Task A_policy_that_cannot_work_is_refused(string body, string field) =>
        await (await host.Admin.Post("/api/v1/escalation-policies", body)).IsProblem(HttpStatusCode.UnprocessableEntity).Names(field);

    [Fact]
    public async Task A_rule_reaches_its_grain_and_its_operator_is_a_sign()
    {
        var made = await (await host.Admin.Post("/api/v1/rules", Rule)).Is(HttpStatusCode.Created);
        Assert.Equal((">=", "PT5M"), (Text(made, "operator"), Text(made, "for")));
        var spec = Assert
            .IsType<Define<ThresholdRuleSpec>>(
                host.Grains.Calls.Last(call => call.Grain.EndsWith(Text(made, "id"), StringComparison.Ordinal)).Command
            )
            .Spec;
        Assert.Equal((Comparison.AtLeast, TimeSpan.FromMinutes(5)), (spec.Operator, spec.For));
    }

    [Theory]
    [InlineData("\"limit\":120", "\"limit\":1e999", "limit")]
    [InlineData("\"hysteresis\":2", "\"hysteresis\":-1", "hysteresis")]
    [InlineData("\"for\":\"PT5M\"", "\"for\":\"-PT5M\"", "for")]
    [InlineData("\"for\":\"PT5M\"", "\"for\":\"P8D\"", "for")]
    [InlineData("\"tag\":\"motor/t\"", "\"tag\":\"a\\tb\"", "tag")]
    [InlineData("\"tag\":\"motor/t\"", "\"tag\":\"\"", "tag")]
    [InlineData("\"category\":\"temperature\"", "\"category\":\"T\"", "category")]
    public async Task A_rule_out_of_range_is_refused(string part, string instead, string field) =>
        await (await host.Admin.Post("/api/v1/rules", Rule.Replace(part, instead)))
            .IsProblem(HttpStatusCode.UnprocessableEntity)
            .Names(field);

    [Fact]
    public async Task The_same_wish_defines_one_thing()
    {
        var ids = new List<string>();
        foreach (var key in (string[])["one", "one", "two"])
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/rules") { Content = Wire.Json(Rule) };
            request.Headers.Add("Idempotency-Key", key);
            ids.Add(Text(await (await host.Admin.SendAsync(request, Wire.Token)).Is(HttpStatusCode.Created), "id"));
        }
        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[0], ids[2]);
    }

    Entry<ChannelSpec> Kept(JsonElement made) => (Entry<ChannelSpec>)host.Store.Entries[(Kinds.Channel, Text(made, "id"))];

    void Have(string id, FacilitySpec spec) => host.Store.Entries[(Kinds.Facility, id)] = new Entry<FacilitySpec>(id, 1, spec);

    static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
