using System.Net;
using System.Text.Json;
using Watchfloor.Catalogue;
using Watchfloor.History;
using Watchfloor.Json;
using Watchfloor.Plant;

namespace Watchfloor.Tests.Api;

public sealed class HistoryTests(ApiHost host) : IClassFixture<ApiHost>
{
    const string Then = "2026-01-05T06:00:00Z";

    [Fact]
    public async Task A_thing_is_shown_as_it_was()
    {
        host.Grains.OnPast = (entity, at) =>
        {
            Assert.Equal((Kinds.Facility, "f-1", Samples.Six), (entity.Kind, entity.Id, at));
            var entry = new Entry<FacilitySpec>("f-1", 3, new("Waterworks", null, null, null, null));
            return new(PastKind.Seen, JsonSerializer.Serialize(entry, WireJson.Options), 3, at);
        };
        using var answer = await host.Admin.Get($"/api/v1/facilities/f-1?at={Then}");
        var facility = await answer.Is(HttpStatusCode.OK);
        Assert.Equal(("Waterworks", 3), (facility.GetProperty("name").GetString(), facility.GetProperty("version").GetInt32()));
        Assert.Equal("\"3\"", answer.Headers.ETag!.Tag);
        Assert.Equal([Then], answer.Headers.GetValues("Watchfloor-At"));
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task An_event_is_shown_with_the_page_that_would_have_come_next()
    {
        host.Grains.OnPast = (entity, at) =>
            entity.Kind == Kinds.Event
                ? new(PastKind.Seen, JsonSerializer.Serialize(Samples.Event("e-1"), WireJson.Options), 7, at)
                : new(
                    PastKind.Seen,
                    """{"runs":[{"policy":"Late","level":1,"nextAt":"2026-01-05T07:00:00Z"},{"policy":"Done","level":2,"nextAt":null},{"policy":"Soon","level":2,"nextAt":"2026-01-05T06:30:00Z","targets":["c1"]}]}""",
                    2,
                    at
                );
        using var answer = await host.Admin.Get($"/api/v1/events/e-1?at={Then}");
        var next = (await answer.Is(HttpStatusCode.OK)).GetProperty("nextPage");
        Assert.Equal(("Soon", 2), (next.GetProperty("policy").GetString(), next.GetProperty("level").GetInt32()));
        Assert.Equal("c1", Assert.Single(next.GetProperty("targets").EnumerateArray()).GetString());
        Assert.StartsWith("\"7.", answer.Headers.ETag!.Tag);
    }

    [Theory]
    [InlineData(PastKind.Unknown)]
    [InlineData(PastKind.NotYet)]
    [InlineData(PastKind.Gone)]
    public async Task What_was_not_there_is_not_found_with_its_reason(PastKind kind)
    {
        host.Grains.OnPast = (_, at) => new(kind, null, 2, at.AddMinutes(1));
        using var answer = await host.Admin.Get($"/api/v1/rules/r-1?at={Then}");
        var detail = (await answer.IsProblem(HttpStatusCode.NotFound)).GetProperty("detail").GetString()!;
        Assert.Equal(kind != PastKind.Unknown, detail.Contains("2026-01-05T06:01:00Z", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2026-01-05T06:00:00")]
    [InlineData("2026-01-05")]
    [InlineData("yesterday")]
    [InlineData("")]
    [InlineData("2199-01-05T06:00:00Z")]
    [InlineData("2026-01-05T06:00:00Z&at=2026-01-05T07:00:00Z")]
    public async Task An_instant_without_its_offset_or_still_to_come_is_named(string at) =>
        await (await host.Admin.Get($"/api/v1/events/e-1?at={at}")).IsProblem(HttpStatusCode.BadRequest).Names("at");

    [Theory]
    [InlineData("2026-01-05T07:00:00%2B01:00")]
    [InlineData("2026-01-05T07:00:00+01:00")]
    public async Task An_offset_may_be_escaped_or_not(string at)
    {
        host.Grains.OnPast = (_, instant) => new(PastKind.NotYet, At: instant.AddDays(Samples.Six == instant ? 0 : 1));
        using var answer = await host.Admin.Get($"/api/v1/events/e-1?at={at}");
        Assert.Contains(Then, (await answer.IsProblem(HttpStatusCode.NotFound)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Only_single_things_have_a_past_and_the_document_says_which()
    {
        var document = await (await host.Admin.Get("/openapi/v1.json")).Is(HttpStatusCode.OK);
        foreach (
            var path in document
                .GetProperty("paths")
                .EnumerateObject()
                .Where(path => path.Name.StartsWith("/api/v1/", StringComparison.Ordinal))
        )
        {
            if (!path.Value.TryGetProperty("get", out var get))
                continue;
            var tells =
                get.TryGetProperty("parameters", out var parameters)
                && parameters.EnumerateArray().Any(parameter => parameter.GetProperty("name").GetString() == "at");
            Assert.True(tells == path.Name.EndsWith("/{id}", StringComparison.Ordinal), path.Name);
            if (!tells)
                await (await host.Admin.Get($"{path.Name.Replace("{id}", "e-1", StringComparison.Ordinal)}?at={Then}"))
                    .IsProblem(HttpStatusCode.BadRequest)
                    .Names("at");
        }
    }
}
