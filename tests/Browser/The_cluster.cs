using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Browser;

/// <summary>The page of the cluster, while silos come and go.</summary>
[Collection(Alone.Name)]
public sealed class The_cluster(Chromium chromium, A_house house)
{
    [Fact]
    public async Task Shows_a_silo_that_is_killed_and_who_has_its_grains_then()
    {
        await using var cluster = await SiloProcesses.Start(silos: 3, apis: 2);
        using var api = cluster.Admin();
        foreach (var number in Enumerable.Range(0, 30))
            await api.Ingest(Detections.Own($"Pump {number}"));
        await using var screen = await Screen.SignedIn(
            chromium,
            new A_room(cluster.Addresses[0], cluster.AdminKey()),
            "/cluster",
            width: 1920,
            height: 1080
        );
        foreach (var silo in cluster.Silos)
            await Screen.Reads(Row(screen, silo.Name), "serving");
        await Screen.Reads(screen.Page.Locator("[data-api='api-2']"), "now");
        await Pictures.Keep(screen.Page, "cluster");

        var victim = cluster.Silos[1];
        await victim.Kill();
        await Screen.Reads(Row(screen, victim.Name), "put out");
        await Screen.Reads(screen.Page.GetByRole(AriaRole.Status), "2 silos serve");
        await Screen.Reads(screen.Page.GetByRole(AriaRole.Status), $"{victim.Name} was put out in the last hour");

        await screen.Page.SetViewportSizeAsync(390, 844);
        await Screen.Sees(Row(screen, victim.Name));
        await Pictures.Keep(screen.Page, "cluster-phone");
    }

    [Fact]
    public async Task Names_silos_that_do_not_reach_each_other_on_a_wall_and_on_a_phone()
    {
        var room = await house.Main();
        await using var screen = await Screen.SignedIn(chromium, room, width: 1920, height: 1080);
        var since = JsonSerializer.Serialize(TimeProvider.System.GetUtcNow().AddMinutes(-3));
        await screen.Page.RouteAsync(
            "**/api/v1/cluster",
            async route =>
            {
                var seen = JsonNode.Parse(await (await route.FetchAsync()).TextAsync())!;
                seen["unreached"] = JsonNode.Parse(
                    $$"""[{"name":"silo-2","address":"10.0.0.2:11111","by":["silo-1","silo-3"],"since":{{since}}}]"""
                );
                await route.FulfillAsync(new() { ContentType = "application/json", Body = seen.ToJsonString() });
            }
        );
        await screen.Go("/cluster");
        var note = screen.Page.GetByRole(AriaRole.Region, new() { Name = "Silos that do not reach each other" });
        await Screen.Reads(note, "silo-1 and silo-3 have not reached silo-2 for");
        await screen.FitsItsWidth();
        await screen.Page.SetViewportSizeAsync(390, 844);
        await Screen.Sees(note);
        await screen.FitsItsWidth();
        await screen.Page.UnrouteAllAsync(new() { Behavior = UnrouteBehavior.IgnoreErrors });
    }

    [Fact]
    public async Task Of_one_server_says_so_and_is_a_key_away()
    {
        var room = await house.Main();
        await using var screen = await Screen.SignedIn(chromium, room);
        await screen.Page.Keyboard.PressAsync("g");
        await screen.Page.Keyboard.PressAsync("c");
        await Screen.Reads(screen.Page.GetByRole(AriaRole.Status), "One server does everything.");
        await Screen.Reads(screen.Page.GetByRole(AriaRole.Table, new() { Name = "Silos" }), "serving");
    }

    static ILocator Row(Screen screen, string silo) => screen.Page.Locator($"[data-silo='{silo}']");
}
