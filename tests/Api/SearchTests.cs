using System.Net;
using System.Text.Json;
using Watchfloor.Events;
using Watchfloor.Store;

namespace Watchfloor.Tests.Api;

public sealed class SearchTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task A_filter_reaches_the_store_as_it_was_asked()
    {
        const string Query =
            "status=new,closed&severity=high&assignee=ana,me,none&aside=shelved,out_of_service&source=scada,ami&category=pressure&facilityId=north,south&from=2026-01-05T06:00:00Z"
            + "&to=2026-01-06T06:00:00%2B01:00&q=Pump%20le*&bbox=8.4,49.9,8.8,50.2&sort=detectedAt";
        await (await host.Admin.Get($"/api/v1/events?{Query}")).Is(HttpStatusCode.OK);

        var asked = host.Events.Asked!;
        Assert.Equal([EventStatus.New, EventStatus.Closed], asked.Statuses);
        Assert.Equal([Severity.High], asked.Severities);
        Assert.Equal(["scada", "ami"], asked.Sources);
        Assert.Equal(["pressure"], asked.Categories);
        Assert.Equal(["north", "south"], asked.Facilities);
        var me = (await (await host.Admin.Get("/api/v1/me")).Is(HttpStatusCode.OK)).GetProperty("id").GetString();
        Assert.Equal(["ana", me!], asked.Assignees);
        Assert.True(asked.Unassigned);
        Assert.Equal([AsideKind.Shelved, AsideKind.OutOfService], asked.Asides);
        Assert.Equal((Samples.Six, Samples.Six.AddHours(23)), (asked.From, asked.To));
        Assert.Equal([new("pump", false), new("le", true)], asked.Words);
        Assert.Equal(new GeoBox(8.4, 49.9, 8.8, 50.2), asked.Box);
        Assert.Equal(EventOrder.EarliestDetected, asked.Order);
    }

    [Theory]
    [InlineData("from=yesterday", "from")]
    [InlineData("to=2026-01-05", "to")]
    [InlineData("from=2026-01-06T00:00:00Z&to=2026-01-05T00:00:00Z", "from")]
    [InlineData("bbox=1,2,3", "bbox")]
    [InlineData("bbox=1,2,3,x", "bbox")]
    [InlineData("bbox=1,2,3,NaN", "bbox")]
    [InlineData("bbox=1,9,3,2", "bbox")]
    [InlineData("bbox=-181,0,3,2", "bbox")]
    [InlineData("q=%25%25", "q")]
    [InlineData("q=*", "q")]
    [InlineData("q=a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p+q", "q")]
    [InlineData("source=a%00b", "source")]
    [InlineData("aside=gone", "aside")]
    [InlineData("assignee=a%00b", "assignee")]
    [InlineData("sort=title", "sort")]
    public async Task A_filter_that_cannot_be_read_is_named(string query, string field)
    {
        foreach (var path in new[] { "", "/facets", "/export" })
            await (await host.Admin.Get($"/api/v1/events{path}?{query}")).IsProblem(HttpStatusCode.BadRequest).Names(field);
    }

    [Fact]
    public async Task Facets_come_in_the_words_of_the_wire()
    {
        host.Events.Change(Samples.Event(Samples.NextId()) with { Status = EventStatus.InProgress });
        var facets = await (await host.Admin.Get("/api/v1/events/facets?severity=high")).Is(HttpStatusCode.OK);

        Assert.True(facets.GetProperty("isComplete").GetBoolean());
        Assert.True(facets.GetProperty("status").GetProperty("in_progress").GetInt32() > 0);
        Assert.Equal(JsonValueKind.Object, facets.GetProperty("facilityId").ValueKind);
        Assert.Equal([Severity.High], host.Events.Asked!.Severities);
    }
}
