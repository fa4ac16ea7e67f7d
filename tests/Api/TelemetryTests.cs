using System.Globalization;
using System.Net;
using Watchfloor.Telemetry;

namespace Watchfloor.Tests.Api;

public sealed class TelemetryTests(ApiHost host) : IClassFixture<ApiHost>
{
    const string Path = "/api/v1/telemetry";
    const string Sample = """{"tag":"pump/p","at":"2026-01-05T06:00:00Z","value":8.25,"quality":192}""";

    [Fact]
    public async Task A_batch_reaches_the_log_whole()
    {
        var answer = await (await host.Ingest.Post(Path, Batch(Sample, stream: "\"s-1\""))).Is(HttpStatusCode.OK);
        Assert.Equal(1, answer.GetProperty("accepted").GetInt32());
        var call = host.Grains.Calls.Last(call => call.Command is TelemetryBatch);
        Assert.Equal(new TelemetryBatch(1, "edge-1", "s-1", 5, [new("pump/p", Samples.Six, 8.25, 192)]), call.Command);
        Assert.Equal("main", call.Grain);
    }

    [Fact]
    public async Task Ten_thousand_samples_fit_and_one_more_does_not()
    {
        var full = string.Join(",", Enumerable.Repeat(Sample, 10_000));
        Assert.Equal(10_000, (await (await host.Ingest.Post(Path, Batch(full))).Is(HttpStatusCode.OK)).GetProperty("accepted").GetInt32());
        await (await host.Ingest.Post(Path, Batch($"{full},{Sample}"))).IsProblem(HttpStatusCode.UnprocessableEntity).Names("samples");
    }

    [Theory]
    [InlineData("\"version\":1", "\"version\":2", "version")]
    [InlineData("\"seq\":5", "\"seq\":-1", "seq")]
    [InlineData("8.25", "1e999", "samples[0].value")]
    [InlineData("192", "65536", "samples[0].quality")]
    [InlineData("pump/p", "", "samples[0].tag")]
    [InlineData("pump/p", "a\\u0007b", "samples[0].tag")]
    [InlineData("edge-1", "", "source")]
    public async Task A_batch_that_makes_no_sense_is_refused_whole(string part, string instead, string field) =>
        await (await host.Ingest.Post(Path, Batch(Sample).Replace(part, instead)))
            .IsProblem(HttpStatusCode.UnprocessableEntity)
            .Names(field);

    [Theory]
    [InlineData("8.25", "NaN", null)]
    [InlineData("8.25", "\"8.25\"", "samples[0].value")]
    [InlineData("192", "192.5", "samples[0].quality")]
    [InlineData("\"seq\":5", "\"seq\":5.5", "seq")]
    [InlineData("\"seq\":5", "\"seq\":99999999999999999999", "seq")]
    [InlineData("2026-01-05T06:00:00Z", "yesterday", "samples[0].at")]
    [InlineData("2026-01-05T06:00:00Z", "2026-01-05T06:00:00", "samples[0].at")]
    [InlineData("\"quality\":192", "\"quality\":null", "samples[0].quality")]
    [InlineData(",\"quality\":192", "", "samples[0].quality")]
    [InlineData("\"samples\":[{", "\"samples\":[null,{", "samples[0]")]
    public async Task A_batch_that_cannot_be_read_is_refused_whole(string part, string instead, string? field)
    {
        var problem = (await host.Ingest.Post(Path, Batch(Sample).Replace(part, instead))).IsProblem(HttpStatusCode.BadRequest);
        if (field is null)
            await problem;
        else
            await problem.Names(field);
    }

    [Fact]
    public async Task Two_megabytes_are_fine_here_and_too_much_elsewhere()
    {
        var long2 = $$"""{"tag":"{{new string('t', 200)}}","at":"2026-01-05T06:00:00Z","value":1,"quality":192}""";
        await (await host.Ingest.Post(Path, Batch(string.Join(",", Enumerable.Repeat(long2, 8_000))))).Is(HttpStatusCode.OK);
        var title = new string('t', 2_000_000);
        await (await host.Ingest.Post(Wire.Ingest, string.Create(CultureInfo.InvariantCulture, $"{{\"title\":\"{title}\"}}"))).IsProblem(
            HttpStatusCode.RequestEntityTooLarge
        );
    }

    static string Batch(string samples, string stream = "null") =>
        $$"""{"version":1,"source":"edge-1","stream":{{stream}},"seq":5,"samples":[{{samples}}]}""";
}
