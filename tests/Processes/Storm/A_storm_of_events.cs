using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Watchfloor.Tests.Processes;

/// <summary>
/// Ten thousand detections in a minute, one in ten of them an event of its own that pages. The short form sends a thousand at the same
/// pace; the long form sends all of them, and the server is killed twice without warning on the way (WATCHFLOOR_LONG=1).
/// </summary>
public sealed class A_storm_of_events
{
    const int Senders = 8;
    const int Groups = 50;
    static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(48); // of each sender: together ten thousand in a minute
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    readonly ConcurrentDictionary<string, string> _acknowledged = [];
    readonly ConcurrentDictionary<string, byte> _paging = [];
    readonly ConcurrentQueue<string> _complaints = [];

    public static TheoryData<string, int, int> Forms =>
        Environment.GetEnvironmentVariable("WATCHFLOOR_LONG") == "1"
            ? new() { { ServerDatabase.Sqlite, 10_000, 2 }, { ServerDatabase.Postgres, 10_000, 2 } }
            : new() { { ServerDatabase.Sqlite, 1_000, 0 } };

    [Theory, MemberData(nameof(Forms))]
    public async Task Loses_none_that_it_acknowledged_counts_each_once_and_pages_what_is_to_be_paged_and_nothing_else(
        string kind,
        int detections,
        int kills
    )
    {
        await using var database = await ServerDatabase.Of(kind);
        await using var server = await database.Serve();
        await using var receiver = await Receiver.Start();
        using var api = server.Admin();
        await api.Make("escalation-policies", CriticalAtOnce(await api.Webhook("Duty", receiver, "/duty")));

        var storm = Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Send(server, sender, detections / Senders)));
        for (var kill = 1; kill <= kills; kill++)
        {
            await Eventually.Is("the storm goes on", () => _acknowledged.Count >= detections * kill / (kills + 1), Patience);
            await server.Kill();
            await server.StartAgain();
        }
        await storm;

        Assert.Empty(_complaints);
        Assert.Equal(detections / Senders * Senders, _acknowledged.Count);
        await Books.HoldEachOnce(api, _acknowledged, round: kills);
        var events = _acknowledged.Values.ToHashSet();
        var pages = await Books.EveryPageArrives(api, receiver, _paging.Keys.ToHashSet());
        Assert.Equal(_paging.Count, pages);
        Assert.Empty(receiver.All().Select(page => page.EventId).Except(_paging.Keys));
        Report.Line(
            $"storm of events, {kind}: {_acknowledged.Count} detections at 10 000 a minute, {kills} × kill -9, {events.Count} events, {pages} pages; each counted once, each page under one key"
        );
    }

    async Task Send(ServerProcess server, int sender, int count)
    {
        using var api = server.Admin();
        using var pace = new PeriodicTimer(Pace);
        for (var n = 0; n < count && await pace.WaitForNextTickAsync(TestContext.Current.CancellationToken); n++)
            await Deliver(api, sender, n, pace);
    }

    /// <summary>Says it again and again, until the server says that it has it.</summary>
    async Task Deliver(Caller api, int sender, int n, PeriodicTimer pace)
    {
        var isOwn = n % 10 == 0;
        var detection = new
        {
            source = "storm",
            externalId = $"storm-{sender}-{n}",
            severity = isOwn ? "critical" : "medium",
            category = isOwn ? $"own-{sender}-{n}" : $"group-{(sender + n) % Groups}",
            title = "Burst main",
        };
        do
        {
            try
            {
                var answer = await api.Post("events/ingest", detection);
                if (answer.Succeeded)
                {
                    _acknowledged[detection.externalId] = answer["eventId"]!;
                    if (isOwn)
                        _paging[answer["eventId"]!] = 0;
                    return;
                }
                if (answer.Status != 503 || !answer.SaysWhy)
                    _complaints.Enqueue($"{detection.externalId}: {answer}");
            }
            catch (Exception e) when (e is HttpRequestException or SocketException or IOException or TaskCanceledException)
            {
                // The server is down; that is what the kills are about.
            }
        } while (await pace.WaitForNextTickAsync(TestContext.Current.CancellationToken));
    }

    static object CriticalAtOnce(string channelId) =>
        new
        {
            name = "Critical at once",
            match = new { severity = "critical" },
            levels = new[] { new { after = "PT0S", targets = new[] { new { channelId } } } },
        };
}
