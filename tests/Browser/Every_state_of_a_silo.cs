using System.Text.Json;
using Microsoft.Playwright;

namespace Watchfloor.Tests.Browser;

/// <summary>The page of the cluster with everything that it can say, also when nobody answers any more.</summary>
public sealed class Every_state_of_a_silo(Chromium chromium, A_house house)
{
    [Fact]
    public async Task Can_be_read_also_when_it_is_old()
    {
        var room = await house.Main();
        var legibility = new Legibility();
        foreach (var scheme in Legibility.Schemes)
        {
            await using var screen = await Screen.SignedIn(chromium, room, "/load", scheme: scheme);
            await screen.Page.RouteAsync("**/api/v1/cluster", Answer);
            await screen.Go("/cluster");
            await legibility.Look(screen, "fresh", () => Screen.Reads(screen.Page.Locator("[data-silo='evicted']"), "put out"));
            await screen.Page.UnrouteAsync("**/api/v1/cluster");
            await screen.Page.RouteAsync("**/api/v1/cluster", route => route.AbortAsync());
            await legibility.Look(screen, "old", () => Screen.Reads(screen.Page.GetByTestId("cluster-age"), "What you see is"));
        }
        Assert.Empty(legibility.Troubles);
    }

    static Task Answer(IRoute route)
    {
        var at = TimeProvider.System.GetUtcNow();
        var states = new[] { "serving", "moving", "leaving", "late", "evicted" };
        var seen = new
        {
            name = "watchfloor",
            view = 5,
            featureLevel = 1,
            at,
            unreached = new[]
            {
                new
                {
                    name = "late",
                    address = "127.0.0.1:15003",
                    by = new[] { "serving", "moving" },
                    since = at,
                },
            },
            members = states.Select(
                (state, number) =>
                    new
                    {
                        name = state,
                        address = $"127.0.0.1:1500{number}",
                        state,
                        leaseLeftSeconds = 9.4 - (4 * number),
                        acknowledgedView = 4,
                        featureLevel = 1 + (number % 2),
                        grains = 100 * number,
                        waitingWrites = 7,
                        lanes = new[] { 0, 7 },
                        joinedAt = at,
                    }
            ),
            apis = new[]
            {
                new
                {
                    name = "api-1",
                    address = "http://127.0.0.1:5080",
                    heardSecondsAgo = 0.4,
                    featureLevel = 2,
                },
                new
                {
                    name = "api-2",
                    address = "http://127.0.0.1:5081",
                    heardSecondsAgo = 9.0,
                    featureLevel = 1,
                },
            },
            waitingWrites = 35,
            due = new { depth = 12, oldest = (DateTimeOffset?)at },
            outbox = new { depth = 3, oldest = (DateTimeOffset?)at },
        };
        return route.FulfillAsync(new() { ContentType = "application/json", Body = JsonSerializer.Serialize(seen) });
    }
}
