using System.Net;

namespace Watchfloor.Tests.Api;

public sealed class CorrelationRuleTests(ApiHost host) : IClassFixture<ApiHost>
{
    const string Path = "/api/v1/correlation-rules";

    [Fact]
    public async Task A_rule_is_kept_as_it_was_said()
    {
        const string Body = """
            {"name":"One burst","match":[{"label":"category","operator":"=~","value":"leak|pressure"},{"label":"nobody knows it","operator":"!=","value":""}],
             "groupBy":["facilityId"],"window":"PT1H","threshold":{"count":3,"within":"PT5M"},"flapping":{"changes":4,"within":"PT10M"}}
            """;
        var made = await (await host.Admin.Post(Path, Body)).Is(HttpStatusCode.Created);
        var kept = await (await host.Operator.Get($"{Path}/{made.GetProperty("id").GetString()}")).Is(HttpStatusCode.OK);
        Assert.Equal("=~", kept.GetProperty("match")[0].GetProperty("operator").GetString());
        Assert.Equal("nobody knows it", kept.GetProperty("match")[1].GetProperty("label").GetString());
        Assert.Equal("facilityId", kept.GetProperty("groupBy")[0].GetString());
        Assert.Equal("PT1H", kept.GetProperty("window").GetString());
        Assert.Equal(
            (3, "PT5M"),
            (kept.GetProperty("threshold").GetProperty("count").GetInt32(), kept.GetProperty("threshold").GetProperty("within").GetString())
        );
        Assert.Equal(4, kept.GetProperty("flapping").GetProperty("changes").GetInt32());
    }

    [Fact]
    public async Task A_name_is_all_that_a_rule_needs_and_flapping_can_be_off()
    {
        await (await host.Admin.Post(Path, """{"name":"Default"}""")).Is(HttpStatusCode.Created);
        var off = await (await host.Admin.Post(Path, """{"name":"Off","flapping":{"off":true}}""")).Is(HttpStatusCode.Created);
        Assert.True(off.GetProperty("flapping").GetProperty("off").GetBoolean());
    }

    [Theory]
    [InlineData("\"window\":\"PT0S\"", "window")]
    [InlineData("\"window\":\"P8D\"", "window")]
    [InlineData("\"groupBy\":[]", "groupBy")]
    [InlineData("\"groupBy\":[\"a\",\"a\"]", "groupBy")]
    [InlineData("\"groupBy\":[\"\"]", "groupBy[0]")]
    [InlineData("\"threshold\":{\"count\":1,\"within\":\"PT5M\"}", "threshold.count")]
    [InlineData("\"threshold\":{\"count\":3,\"within\":\"PT0S\"}", "threshold.within")]
    [InlineData("\"threshold\":{\"count\":3,\"within\":\"PT31M\"}", "threshold.within")]
    [InlineData("\"flapping\":{}", "flapping")]
    [InlineData("\"flapping\":{\"changes\":6}", "flapping")]
    [InlineData("\"flapping\":{\"changes\":6,\"within\":\"PT5M\",\"off\":true}", "flapping")]
    [InlineData("\"flapping\":{\"changes\":2,\"within\":\"PT5M\"}", "flapping.changes")]
    [InlineData("\"flapping\":{\"changes\":6,\"within\":\"PT0.1S\"}", "flapping.within")]
    [InlineData("\"match\":[{\"label\":\"\",\"operator\":\"=\",\"value\":\"a\"}]", "match[0].label")]
    public async Task What_makes_no_sense_is_named(string field, string name) =>
        await (await host.Admin.Post(Path, $$"""{"name":"Bad",{{field}}}""")).IsProblem(HttpStatusCode.UnprocessableEntity).Names(name);

    [Theory]
    [InlineData("\"window\":\"soon\"")]
    [InlineData("\"window\":30")]
    [InlineData("\"match\":[null]")]
    [InlineData("\"match\":[{\"label\":\"a\",\"operator\":\"~\",\"value\":\"b\"}]")]
    [InlineData("\"match\":[{\"label\":\"a\",\"operator\":\"=\"}]")]
    [InlineData("\"groupBy\":[null]")]
    [InlineData("\"threshold\":{\"count\":3}")]
    public async Task What_cannot_be_read_is_malformed(string field) =>
        await (await host.Admin.Post(Path, $$"""{"name":"Bad",{{field}}}""")).IsProblem(HttpStatusCode.BadRequest);
}
