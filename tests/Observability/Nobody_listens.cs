using System.Diagnostics;
using Watchfloor.Kernel;
using Watchfloor.Store;
using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Observability;

/// <summary>Without a collector nothing is traced and nothing is paid; what a client brings is carried on all the same.</summary>
[Collection(Alone.Name)]
public sealed class Nobody_listens
{
    const string Sent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Fact]
    public void A_span_costs_no_memory()
    {
        Assert.False(Tracing.IsHeard);
        Begin();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Begin();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        static void Begin()
        {
            using var span = Tracing.Begin("event raise", ActivityKind.Producer)?.SetTag("a", "b");
        }
    }

    [Fact]
    public async Task The_trace_of_a_client_stands_in_the_journal_and_goes_out_with_the_page_as_it_came()
    {
        await using var server = await ServerProcess.Start();
        await using var receiver = await Receiver.Start();
        using var api = server.Admin();
        var ana = await api.Webhook("Ana", receiver, "/ana");
        await api.Make(
            "escalation-policies",
            new { name = "Ana", levels = new[] { new { after = "PT1S", targets = new[] { new { channelId = ana } } } } }
        );
        var traced = await Ingest(api, Sent);
        var garbled = await Ingest(api, "00-garbage");
        var zero = await Ingest(api, "00-00000000000000000000000000000000-0000000000000000-01");
        var untraced = await Ingest(api, null);

        Assert.Equal(Sent, Assert.Single(await receiver.Rings("/ana", traced)).Traceparent);
        foreach (var eventId in new[] { garbled, zero, untraced })
            Assert.Null(Assert.Single(await receiver.Rings("/ana", eventId)).Traceparent);
        Assert.Equal(0, await server.Stop());
        await using var store = SqliteStore.Open(server.DataPath, TimeProvider.System);
        Assert.Equal<IEnumerable<string?>>([Sent, null, null, null], await Traces(store, traced, garbled, zero, untraced));
    }

    static async Task<string> Ingest(Caller api, string? traceparent)
    {
        (string, string)[] headers = traceparent is null ? [] : [("traceparent", traceparent)];
        var answer = await api.Send(
            HttpMethod.Post,
            "events/ingest",
            System.Net.Http.Json.JsonContent.Create(Detections.Own("Boiler 2 too hot", "critical")),
            headers
        );
        return answer["eventId"]!;
    }

    static async Task<string?[]> Traces(IStore store, params string[] eventIds)
    {
        var traces = new List<string?>();
        foreach (var eventId in eventIds)
            traces.Add(await store.Entities.Trace(new(Kinds.Event, TenantId.Default, eventId), 1, TestContext.Current.CancellationToken));
        return [.. traces];
    }
}
