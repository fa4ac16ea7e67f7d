using System.Net;
using System.Text.Json;
using Watchfloor.Store;

namespace Watchfloor.Tests.Api;

public sealed class SeriesTests(ApiHost host) : IClassFixture<ApiHost>
{
    const string Range = "from=2026-01-05T06:00:00Z&to=2026-01-05T07:00:00Z";

    [Fact]
    public async Task Samples_of_a_tag_are_listed_in_pages()
    {
        var answer = await (await host.Admin.Get($"/api/v1/telemetry?tag=pump%2Fflow&{Range}&limit=3")).Is(HttpStatusCode.OK);

        var point = answer.GetProperty("items")[0];
        Assert.Equal(
            ("2026-01-05T06:00:00Z", 8.25, 192),
            (point.GetProperty("at").GetString(), Number(point, "value"), (int)Number(point, "quality"))
        );
        Assert.Equal("more2", answer.GetProperty("nextCursor").GetString());
        Assert.Equal((TenantId.Default, "pump/flow", null, Samples.Six, Samples.Six.AddHours(1), 3), host.Telemetry.Asked);
    }

    [Theory]
    [InlineData("1m", Resolution.Minute)]
    [InlineData("5m", Resolution.FiveMinutes)]
    [InlineData("1h", Resolution.Hour)]
    public async Task Rollups_of_a_tag_say_what_their_samples_come_to(string word, Resolution resolution)
    {
        var answer = await (await host.Admin.Get($"/api/v1/telemetry?tag=t&{Range}&resolution={word}")).Is(HttpStatusCode.OK);

        var point = answer.GetProperty("items")[0];
        Assert.Equal([4.5, 5, 4, 1, 9, 3], new[] { "value", "count", "good", "min", "max", "last" }.Select(name => Number(point, name)));
        Assert.Equal(resolution, host.Telemetry.Asked!.Value.Resolution);
    }

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.MinValue)]
    public async Task A_bucket_whose_sum_is_no_number_is_listed_without_its_mean(double sum)
    {
        host.Telemetry.Sum = sum;
        try
        {
            var answer = await (await host.Admin.Get($"/api/v1/telemetry?tag=t&{Range}&resolution=1m")).Is(HttpStatusCode.OK);

            var point = answer.GetProperty("items")[0];
            Assert.False(point.TryGetProperty("value", out var value) && value.ValueKind != JsonValueKind.Null);
            Assert.Equal(9, Number(point, "max"));
        }
        finally
        {
            host.Telemetry.Sum = 18;
        }
    }

    [Fact]
    public async Task Without_instants_it_is_the_last_hour()
    {
        await (await host.Admin.Get("/api/v1/telemetry?tag=t&resolution=raw")).Is(HttpStatusCode.OK);
        var asked = host.Telemetry.Asked!.Value;
        Assert.Equal(TimeSpan.FromHours(1), asked.To - asked.From);
    }

    [Theory]
    [InlineData("", "tag")]
    [InlineData("tag=", "tag")]
    [InlineData("tag=t&from=yesterday", "from")]
    [InlineData("tag=t&from=2026-01-05T06:00:00", "from")]
    [InlineData("tag=t&to=%00", "to")]
    [InlineData("tag=t&from=2026-01-05T08:00:00Z&to=2026-01-05T07:00:00Z", "from")]
    [InlineData("tag=t&resolution=2m", "resolution")]
    [InlineData("tag=t&limit=0", "limit")]
    [InlineData("tag=t&cursor=rubbish", "cursor")]
    public async Task A_question_that_cannot_be_read_is_named(string query, string field) =>
        await (await host.Admin.Get($"/api/v1/telemetry?{query}")).IsProblem(HttpStatusCode.BadRequest).Names(field);

    [Fact]
    public async Task Who_only_brings_telemetry_in_does_not_read_it()
    {
        await (await host.Ingest.Get("/api/v1/telemetry?tag=t")).IsProblem(HttpStatusCode.Forbidden);
        await (await host.Stranger.Get("/api/v1/telemetry?tag=t")).IsProblem(HttpStatusCode.Unauthorized);
    }

    static double Number(JsonElement point, string name) => point.GetProperty(name).GetDouble();
}
