using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Observability;

/// <summary>Telemetry is given up where it cannot be sent; the work is not.</summary>
public sealed class A_collector_in_trouble
{
    const int Small = 64;

    [Fact]
    public async Task That_never_answers_holds_up_nothing()
    {
        await using var collector = await Collector.Start("hang");
        (string, string)[] little = [("OTEL_BSP_MAX_QUEUE_SIZE", $"{Small}"), ("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", $"{Small}")];
        await WorksOn([.. collector.Environment, .. little]);
    }

    [Fact]
    public async Task That_is_not_there_holds_up_nothing() =>
        await WorksOn([("OTEL_EXPORTER_OTLP_ENDPOINT", $"http://127.0.0.1:{FreePorts.Next()}")]);

    [Fact]
    public async Task Whose_address_is_none_does_not_stop_the_start() => await WorksOn([("OTEL_EXPORTER_OTLP_ENDPOINT", "no address")]);

    /// <summary>Far more spans than fit: each is answered, and the server stays ready and stops in order.</summary>
    static async Task WorksOn((string Name, string Value)[] environment)
    {
        await using var server = await ServerProcess.Start(environment: environment);
        await using var receiver = await Receiver.Start();
        using var api = server.Admin();
        var ana = await api.Webhook("Ana", receiver, "/ana");
        await api.Make(
            "escalation-policies",
            new { name = "Ana", levels = new[] { new { after = "PT0S", targets = new[] { new { channelId = ana } } } } }
        );
        var ids = await Task.WhenAll(Enumerable.Range(0, 4 * Small).Select(i => api.Ingest(Detections.Own($"Boiler {i} too hot", "low"))));
        Assert.Equal(ids.Length, ids.Distinct().Count());
        await receiver.Rings("/ana", ids[^1]);
        Assert.Equal(200, (await api.Get("/health/ready")).Status);
        Assert.Equal(0, await server.Stop());
    }
}
