using System.Net;
using Watchfloor.Events;

namespace Watchfloor.Tests.Api;

public sealed class ExportTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Every_event_of_a_filter_stands_in_the_file_once()
    {
        for (var i = 0; i < 1_203; i++)
            host.Events.Change(
                Samples.Event(Samples.NextId()) with
                {
                    Category = "many",
                    Severity = i % 3 == 0 ? Severity.Low : Severity.High,
                }
            );

        using var answer = await host.Admin.Get("/api/v1/events/export?severity=high&category=many");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        var lines = (await answer.Content.ReadAsStringAsync(Wire.Token)).Split("\r\n");
        Assert.StartsWith("id,status,severity,category,facilityId,title,", lines[0]);
        Assert.Equal("", lines[^1]);
        var ids = lines[1..^1].Select(line => line.Split(',')[0]).ToList();
        Assert.Equal((802, 802), (ids.Count, ids.Distinct().Count()));
        Assert.All(lines[1..^1], line => Assert.Contains(",high,", line));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"no\"", "\"say \"\"no\"\"\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+49 30", "'+49 30")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"")]
    [InlineData("-33.9", "-33.9")]
    [InlineData("-", "'-")]
    public async Task A_cell_is_whole_and_no_formula(string text, string cell)
    {
        var id = Samples.NextId();
        host.Events.Change(Samples.Event(id) with { Category = $"cell-{id}", Description = null, FacilityId = null, Title = text });

        using var answer = await host.Admin.Get("/api/v1/events/export");

        Assert.Contains($",cell-{id},,{cell},,", await answer.Content.ReadAsStringAsync(Wire.Token));
    }
}
