using Watchfloor.Tests.Stores.Postgres;

namespace Watchfloor.Tests.Processes;

/// <summary>
/// Eight writers, and a PostgreSQL that is killed without warning at seeded moments under a server that stays. The long form makes
/// 50 rounds (WATCHFLOOR_LONG=1).
/// </summary>
public sealed class A_database_that_is_killed
{
    const int Seed = 20_262;
    static readonly bool Long = Environment.GetEnvironmentVariable("WATCHFLOOR_LONG") == "1";
    static readonly int Rounds = Long ? 50 : 2;

    /// <summary>In every so manieth round it stays away until writes are refused, which takes its time.</summary>
    const int WritesToo = 5;

    [Fact]
    public async Task Keeps_what_was_acknowledged_and_its_server_says_why_it_waits_and_goes_on_by_itself()
    {
        var chance = new Random(Seed);
        await using var database = await ServerDatabase.Alone();
        await using var server = await database.Serve();
        await using var receiver = await Receiver.Start();
        using var api = server.Admin();
        await api.PageAtOnce(await api.Webhook("Duty", receiver, "/duty"));
        var process = server.ProcessId;
        await using var stream = await EventStream.Listen(server);

        await using var writers = new Writers(server.Address, server.AdminKey(), Seed);
        var seen = new HashSet<string>();
        for (var round = 1; round <= Rounds; round++)
        {
            await writers.Another(chance.Next(20, 120));
            await database.Server.Kill();
            var acknowledged = writers.Acknowledged.Values.ToHashSet();
            await SaysWhy(api, database, acknowledged.First());
            if (round % WritesToo == 1)
                await RefusesWrites(server, api, acknowledged.First());
            await database.Server.Launch();
            await Eventually.Sees("ready again", () => api.Get("/health/ready"), answer => answer.Status == 200);
            await Books.Hold(api, acknowledged.Except(seen), round);
            seen.UnionWith(acknowledged);
        }
        await writers.Another(20);
        await writers.Finish();

        Assert.Empty(writers.Complaints);
        await Books.HoldEachOnce(api, writers.Acknowledged, Rounds);
        var events = writers.Acknowledged.Values.ToHashSet();
        var pages = await Books.EveryPageArrives(api, receiver, events);
        var heard = stream.Heard; // it may have ended with the database, or not
        await using var resumed = await EventStream.Listen(server, heard[^1].Cursor);
        await resumed.Hears(events.Except(heard.Select(change => change.EventId)));
        Assert.Equal(process, server.ProcessId);
        var code = await server.Stop();
        Assert.True(code == 0, $"ended with {code}: {server.Output}");
        var facts = await Books.VersionsHaveNoGap(database, server);
        Assert.DoesNotContain(PrivatePostgres.Password, server.Output, StringComparison.Ordinal);
        Assert.All(api.Heard, heard => Assert.DoesNotContain(PrivatePostgres.Password, heard, StringComparison.Ordinal));
        Report.Line(
            $"kill -9 of PostgreSQL under eight writers: {Rounds} rounds (seed {Seed}), {writers.Acknowledged.Count} acknowledged, {events.Count} events, {pages} pages at the receiver, {facts} facts; none missing, none twice, one key per page, versions without a gap, the same server throughout"
        );
    }

    static async Task SaysWhy(Caller api, ServerDatabase database, string eventId)
    {
        var unready = await Eventually.Sees(
            "a reason that names the database",
            () => api.Get("/health/ready"),
            answer => answer.Status == 503 && answer.Text.Contains(database.Name, StringComparison.Ordinal)
        );
        Assert.True(unready.SaysWhy, $"{unready}");
        Assert.Equal(200, (await api.Get("/health/live")).Status);
        IsRefused(await api.Get("events"), await api.Get($"events/{eventId}/timeline"), await api.Get("channels"));
    }

    /// <summary>They are tried for a while before they are refused.</summary>
    static async Task RefusesWrites(ServerProcess server, Caller api, string eventId)
    {
        using var stranger = new Caller(server.Address, "a key that nobody has asked for yet");
        IsRefused(
            await Task.WhenAll(
                api.Post($"events/{eventId}/acknowledge", new { }),
                api.Post("facilities", new { name = "Nowhere" }),
                api.Send(
                    HttpMethod.Post,
                    "events/ingest",
                    JsonContent.Create(Detections.Own("While it is away")),
                    ("Idempotency-Key", "while-it-is-away")
                ),
                stranger.Get("me"),
                api.Get("/metrics")
            )
        );
    }

    static void IsRefused(params Answer[] answers) =>
        Assert.All(answers, answer => Assert.True(answer is { Status: 503, SaysWhy: true }, $"{answer}"));
}
