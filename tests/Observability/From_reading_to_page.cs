using Watchfloor.Store;
using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Observability;

/// <summary>One trace leads from a reading at the machine to the page in somebody's hand, as a foreign collector sees it.</summary>
public sealed class From_reading_to_page
{
    [Fact]
    public async Task Every_step_is_in_one_trace_each_under_its_cause()
    {
        await using var collector = await Collector.Start();
        await using var server = await ServerProcess.Start(environment: collector.Environment);
        await using var receiver = await Receiver.Start();
        using var directory = new TemporaryDirectory();
        using var api = server.Admin();
        var ana = await api.Webhook("Ana", receiver, "/secret-path-of-ana");
        var log = await api.Make(
            "channels",
            new
            {
                name = "Log",
                kind = "log",
                settings = new { },
            }
        );
        await api.Make("escalation-policies", Policy([ana, log]));
        await api.Make("rules", Rule("pump-9/pressure"));

        await using var fault = ConnectorProcess.Replay(
            server,
            directory,
            "pump-9",
            "pressure",
            [6.1, .. Enumerable.Repeat(9.1, 6000)],
            collector.Environment
        );
        var opened = await Eventually.Sees("the event", () => api.Get("events"), seen => seen.Items.Count > 0);
        var eventId = opened.Items.Single().GetProperty("id").GetString()!;
        var page = Assert.Single(await receiver.Rings("/secret-path-of-ana", eventId));

        var trace = await Trace.Of(collector, page);
        Assert.Equal(
            [
                "telemetry hand over",
                "POST",
                "POST /api/v1/telemetry",
                "telemetry append",
                "device observe",
                "process correlation",
                "correlation detect",
                "event raise",
                "process escalation",
                "escalation begin escalation",
                "process page",
                "page send page",
                "page begin attempt",
                "POST",
            ],
            Steps(trace, page)
        );
        var client = collector.Spans().Single(span => span.SpanId == page.Traceparent!.Split('-')[2]);
        Assert.Equal(("client", "127.0.0.1", "204"), (client.Kind, client["server.address"], client["http.response.status_code"]));
        Assert.Equal(eventId, trace.Span("event raise")["watchfloor.id"]);
        Assert.Equal("producer", trace.Span("event raise").Kind);
        Assert.DoesNotContain(collector.All().SelectMany(seen => seen.Attributes.Values), value => $"{value}".Contains("secret-path"));

        var said = await collector.Receives("the line of the log", seen => seen.Signal == "log" && seen.TraceId == client.TraceId);
        Assert.Contains(said, line => line.Body!.Contains(eventId));
        var measured = await collector.Receives("metrics", seen => seen.Name == "watchfloor.ingest.detections");
        Assert.Equal(("watchfloor", "{detection}", "sum"), (measured[0].Service, measured[0].Unit, measured[0].Type));
        await collector.Receives(
            "what the web server measures",
            seen => seen.Name == "http.server.request.duration" && seen.Type == "histogram"
        );

        Assert.Equal(0, await fault.Stop());
        Assert.Equal(0, await server.Stop());
        await using var store = SqliteStore.Open(server.DataPath, TimeProvider.System);
        foreach (var kind in new[] { Kinds.Event, Kinds.Escalation })
            Assert.Equal(client.TraceId, Trace.IdOf(await store.Entities.Trace(new(kind, TenantId.Default, eventId), 1, Token)));
        for (var version = 1; version <= 3; version++) // due, attempted, delivered
            Assert.Equal(client.TraceId, Trace.IdOf(await store.Entities.Trace(new(Kinds.Page, TenantId.Default, page.Key), version, Token)));
    }

    [Fact]
    public async Task A_later_level_is_in_the_trace_of_its_event_also_when_the_server_was_killed_meanwhile()
    {
        await using var collector = await Collector.Start();
        await using var server = await ServerProcess.Start(environment: collector.Environment);
        await using var receiver = await Receiver.Start();
        using var api = server.Admin();
        var ana = await api.Webhook("Ana", receiver, "/ana");
        await api.Make("escalation-policies", Policy([ana], "PT1S"));
        await api.Make("escalation-policies", Policy([ana], "PT5S"));
        var eventId = await api.Ingest(Detections.Own("Boiler 2 too hot", "critical"));
        var first = Assert.Single(await receiver.Rings("/ana", eventId));

        await Trace.Of(collector, first);

        await server.Kill();
        await server.StartAgain();
        var second = (await receiver.Rings("/ana", eventId, times: 2))[1];

        var trace = await Trace.Of(collector, second);
        Assert.True(
            Trace.IdOf(first.Traceparent) == Trace.IdOf(second.Traceparent),
            $"a trace of its own: {string.Join(", ", Steps(trace, second))}"
        );
        Assert.Equal(
            ["escalation begin escalation", "escalation escalation tick"],
            Steps(trace, second).Where(name => name.StartsWith("escalation", StringComparison.Ordinal)).Take(2)
        );
    }

    [Fact]
    public async Task A_collector_that_speaks_grpc_gets_all_three_signals()
    {
        await using var collector = await Collector.Start(grpc: true);
        await using var server = await ServerProcess.Start(environment: collector.Environment);
        using var api = server.Admin();
        var log = await api.Make(
            "channels",
            new
            {
                name = "Log",
                kind = "log",
                settings = new { },
            }
        );
        await api.Make("escalation-policies", Policy([log]));
        var eventId = await api.Ingest(Detections.Own("Boiler 2 too hot", "critical"));

        var raised = Assert.Single(
            await collector.Receives("the span", seen => seen.Name == "event raise" && seen["watchfloor.id"] == eventId)
        );
        await collector.Receives("the log", seen => seen.Signal == "log" && seen.TraceId == raised.TraceId);
        await collector.Receives("metrics", seen => seen.Name == "watchfloor.outbox.depth");
    }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A device hears of readings twice, by a hint and by a message; the first to arrive is the way.</summary>
    static IReadOnlyList<string> Steps(Trace trace, Received page) =>
        [.. trace.WayTo(page.Traceparent!.Split('-')[2]).Where(name => name != "process device")];

    static object Policy(string[] channels, string after = "PT0S") =>
        new { name = $"After {after}", levels = new[] { new { after, targets = channels.Select(channelId => new { channelId }) } } };

    static object Rule(string tag) =>
        new
        {
            name = "Discharge pressure high",
            tag,
            @operator = ">",
            limit = 8.0,
            @for = "PT0S",
            hysteresis = 0.2,
            severity = "critical",
            category = "pressure",
        };
}
