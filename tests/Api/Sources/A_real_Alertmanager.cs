using System.Net;
using System.Text.Json;

namespace Watchfloor.Tests.Api.Sources;

/// <summary>Nothing is pretended here: the real program sends to a started server.</summary>
public sealed class A_real_Alertmanager
{
    static readonly Uri Alerts = new("/api/v2/alerts", UriKind.Relative);

    [Fact]
    public async Task Fires_into_an_event_and_resolves_it_and_what_returns_is_a_new_one()
    {
        await using var server = await RealServer.Start();
        using var ana = server.Client();
        var key = await Doors.DoorHouse.Made(ana, "/api/v1/api-keys", """{"name":"Alertmanager","role":"ingest"}""", "key");
        await using var alertmanager = await AlertmanagerProcess.Start(ana.BaseAddress!, key);
        using var prometheus = new HttpClient { BaseAddress = alertmanager.Address };

        var started = DateTimeOffset.UtcNow;
        await Tell(prometheus, started, isOver: false);
        var first = await Sees(ana, "new", not: null);
        Assert.Equal("Pump 3 is down", first.GetProperty("title").GetString());
        await Tell(prometheus, started, isOver: true);
        await Sees(ana, "resolved", not: null);
        await Tell(prometheus, DateTimeOffset.UtcNow, isOver: false);
        await Sees(ana, "new", not: first.GetProperty("id").GetString());
        Assert.DoesNotContain("err=", alertmanager.Output, StringComparison.Ordinal);
    }

    static async Task Tell(HttpClient prometheus, DateTimeOffset startsAt, bool isOver)
    {
        var alert = new
        {
            labels = new
            {
                alertname = "PumpDown",
                severity = "critical",
                instance = "pump-3",
            },
            annotations = new { summary = "Pump 3 is down" },
            startsAt,
            endsAt = isOver ? DateTimeOffset.UtcNow : startsAt.AddHours(1),
        };
        using var answer = await prometheus.PostAsJsonAsync(Alerts, new[] { alert }, Wire.Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    static async Task<JsonElement> Sees(HttpClient ana, string status, string? not)
    {
        var seen = await Eventually.Sees(
            $"an event that is {status}",
            async () =>
            {
                var events = await (await ana.Get($"/api/v1/events?status={status}")).Is(HttpStatusCode.OK);
                return events.GetProperty("items").EnumerateArray().Where(item => item.GetProperty("id").GetString() != not).ToList();
            },
            items => items.Count > 0
        );
        return seen[0];
    }
}
