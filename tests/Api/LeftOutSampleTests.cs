using System.Net;
using System.Text.Json;
using Watchfloor.Telemetry;

namespace Watchfloor.Tests.Api;

/// <summary>Samples that make no sense, alone and among others that do.</summary>
public sealed class LeftOutSampleTests : IAsyncLifetime
{
    readonly ApiHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_sample_of_a_wrong_clock_is_left_out_and_loses_none_beside_it()
    {
        var now = _host.Now;
        var answer = await (
            await Send(
                At("pump/p", now),
                At("pump/q", now.AddHours(25)),
                At("pump/r", new(1999, 12, 31, 23, 59, 59, TimeSpan.Zero)),
                At("pump/s", now.AddHours(23))
            )
        ).Is(HttpStatusCode.OK);

        Assert.Equal((2, 2), (answer.GetProperty("accepted").GetInt32(), answer.GetProperty("refused").GetInt32()));
        Assert.Equal(["samples[1].at", "samples[2].at"], answer.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        Assert.Equal(["pump/p", "pump/s"], Logged().Select(sample => sample.Tag));
    }

    [Fact]
    public async Task A_batch_of_nothing_else_is_refused_and_reaches_no_log()
    {
        await (await Send(At("pump/p", _host.Now.AddHours(25)))).IsProblem(HttpStatusCode.UnprocessableEntity).Names("samples[0].at");
        Assert.Empty(_host.Grains.Calls);
    }

    [Fact]
    public async Task A_sample_that_was_ahead_is_taken_when_its_day_has_come()
    {
        var sample = At("pump/p", _host.Now.AddHours(25));
        await (await Send(sample)).IsProblem(HttpStatusCode.UnprocessableEntity);
        _host.Forward(TimeSpan.FromHours(2));
        await (await Send(sample)).Is(HttpStatusCode.OK);
        Assert.Single(Logged());
    }

    [Fact]
    public async Task A_value_or_quality_or_tag_that_is_none_loses_none_beside_it()
    {
        var fine = At("pump/p", _host.Now);
        string[] samples = [fine, fine.Replace("8.25", "1e999"), fine.Replace("192", "65536"), fine.Replace("pump/p", ""), fine];
        var answer = await (await Send(samples)).Is(HttpStatusCode.OK);
        Assert.Equal((2, 3), (answer.GetProperty("accepted").GetInt32(), answer.GetProperty("refused").GetInt32()));
        Assert.Equal(2, Logged().Count);
    }

    [Fact]
    public async Task Of_very_many_the_first_are_named_and_all_are_counted()
    {
        string[] samples = [At("pump/p", _host.Now), .. Enumerable.Repeat(At("pump/q", _host.Now.AddYears(7000)), 500)];
        var answer = await (await Send(samples)).Is(HttpStatusCode.OK);
        Assert.Equal(500, answer.GetProperty("refused").GetInt32());
        Assert.InRange(answer.GetProperty("errors").EnumerateObject().Count(), 1, 50);
    }

    [Fact]
    public async Task Where_none_is_left_out_the_answer_says_nothing_of_it()
    {
        var answer = await (await Send(At("pump/p", _host.Now))).Is(HttpStatusCode.OK);
        Assert.Equal("""{"accepted":1}""", answer.GetRawText());
    }

    Task<HttpResponseMessage> Send(params string[] samples) =>
        _host.Ingest.Post("/api/v1/telemetry", $$"""{"version":1,"source":"edge-1","seq":5,"samples":[{{string.Join(',', samples)}}]}""");

    Values<Sample> Logged() => _host.Grains.Calls.Select(call => call.Command).OfType<TelemetryBatch>().Last().Samples;

    static string At(string tag, DateTimeOffset at) =>
        $$"""{"tag":"{{tag}}","at":{{JsonSerializer.Serialize(at)}},"value":8.25,"quality":192}""";
}
