using Microsoft.Playwright;
using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Browser;

/// <summary>How the list is narrowed down, kept, scrolled and taken along.</summary>
public sealed class Finding_events(Chromium chromium, A_house house)
{
    [Fact]
    public async Task Makes_an_address_that_shows_somebody_else_the_same()
    {
        var room = await house.Room();
        using var api = room.Admin();
        var leak = await api.Ingest(From("ami", "leak", "Night flow above 14 l/s"));
        var hot = await api.Ingest(From("scada", "temperature", "Motor winding above 120 °C"));
        await using var screen = await Screen.SignedIn(chromium, room);
        await Screen.Sees(screen.Row(hot));
        await screen.Press("f");
        await screen.Page.GetByRole(AriaRole.Group, new() { Name = "Source" }).GetByLabel("ami").CheckAsync();
        await Assertions.Expect(screen.Row(hot)).ToHaveCountAsync(0);
        await Screen.Sees(screen.Row(leak));

        var address = new Uri(screen.Page.Url);
        await using (var other = await Screen.SignedIn(chromium, room, address.PathAndQuery))
        {
            await Screen.Sees(other.Row(leak));
            await Assertions.Expect(other.Row(hot)).ToHaveCountAsync(0);
            await other.Button("Remove Source ami").ClickAsync();
            await Screen.Sees(other.Row(hot));
        }
        await screen.Press("Escape");
        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Region, new() { Name = "Filter" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Reads_closed_ones_as_far_as_somebody_scrolls()
    {
        const int Many = 450;
        var room = await house.Room();
        using var api = room.Admin();
        var night = DateTimeOffset.UtcNow.AddHours(-9);
        var batch = Enumerable.Range(0, Many).Select(i => From("scada", $"c-{i}", $"Number {i}", night.AddSeconds(i)));
        var taken = await api.Post("events/ingest/batch", batch);
        Assert.True(taken.Succeeded, $"{taken}");
        var ids = taken.Json.GetProperty("results").EnumerateArray().Select(one => one.GetProperty("eventId").GetString()!).ToList();
        foreach (var action in new[] { "resolve", "close" })
            Assert.Equal(200, (await api.Post("events/bulk", new { action, ids })).Status);

        await using var screen = await Screen.SignedIn(chromium, room, "/events?status=closed&sort=-detectedAt");
        await Screen.Reads(screen.Row(ids[^1]), $"Number {Many - 1}");
        var list = screen.Page.GetByRole(AriaRole.Grid);
        await Eventually.Sees(
            "the oldest after all others",
            async () =>
            {
                await list.EvaluateAsync("grid => grid.scrollTo(0, grid.scrollHeight)");
                return await screen.Row(ids[0]).CountAsync();
            },
            seen => seen == 1
        );
        Assert.Equal($"{Many + 1}", await list.GetAttributeAsync("aria-rowcount"));
        await screen.Go("/events?status=closed&sort=detectedAt");
        await Screen.Reads(screen.Row(ids[0]), "Number 0");
    }

    [Fact]
    public async Task Keeps_a_filter_under_a_name_for_everybody()
    {
        var room = await house.Room();
        using var api = room.Admin();
        await People.Make(api, "vera", "viewer");
        var leak = await api.Ingest(From("ami", "leak", "Night flow above 14 l/s"));
        var hot = await api.Ingest(From("scada", "temperature", "Motor winding above 120 °C"));
        await using (var screen = await Screen.SignedIn(chromium, room, "/events?category=leak"))
        {
            await screen.Button("Saved").ClickAsync();
            await screen.Page.GetByLabel("Keep what is shown as").FillAsync("Leaks");
            await screen.Press("Enter");
            await Screen.Sees(screen.Page.GetByRole(AriaRole.Link, new() { Name = "Leaks" }));
            await screen.Button("Rename Leaks").ClickAsync();
            await screen.Page.GetByLabel("New name of Leaks").FillAsync("Water lost");
            await screen.Press("Enter");
            await Screen.Sees(screen.Page.GetByRole(AriaRole.Link, new() { Name = "Water lost" }));
        }
        await using (var hers = await Screen.SignedInAs(chromium, room, "vera"))
        {
            await Screen.Sees(hers.Row(hot));
            await hers.Button("Saved").ClickAsync();
            await hers.Page.GetByRole(AriaRole.Link, new() { Name = "Water lost" }).ClickAsync();
            await Assertions.Expect(hers.Row(hot)).ToHaveCountAsync(0);
            await Screen.Sees(hers.Row(leak));
            await Assertions.Expect(hers.Button("Delete Water lost")).ToHaveCountAsync(0);
        }
    }

    [Fact]
    public async Task Is_taken_along_as_a_table()
    {
        var room = await house.Room();
        using var api = room.Admin();
        var leak = await api.Ingest(From("ami", "leak", "Night flow above 14 l/s"));
        var hot = await api.Ingest(From("scada", "temperature", "Motor winding above 120 °C"));
        await using var screen = await Screen.SignedIn(chromium, room, "/events?q=night");
        await Screen.Sees(screen.Row(leak));
        var download = await screen.Page.RunAndWaitForDownloadAsync(() =>
            screen.Page.GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync()
        );
        var table = await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Contains(leak, table, StringComparison.Ordinal);
        Assert.DoesNotContain(hot, table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Never_moves_a_row_from_under_the_pointer()
    {
        var room = await house.Room();
        using var api = room.Admin();
        var low = await api.Ingest(Detections.Own("Telemetry late", "low"));
        await using var screen = await Screen.SignedIn(chromium, room);
        await screen.Row(low).HoverAsync();
        var before = await screen.Row(low).BoundingBoxAsync();
        var critical = await api.Ingest(Detections.Own("Boiler 2 too hot", "critical"));
        var strip = screen.Page.GetByTestId("waiting");
        await Screen.Reads(strip, "1 new event waits");
        await Assertions.Expect(screen.Row(critical)).ToHaveCountAsync(0);
        var after = await screen.Row(low).BoundingBoxAsync();
        Assert.Equal((before!.Y, before.Height), (after!.Y, after.Height));
        await strip.ClickAsync();
        await Screen.Sees(screen.Row(critical));
    }

    static object From(string source, string category, string title, DateTimeOffset? detectedAt = null) =>
        new
        {
            source,
            severity = "high",
            category,
            title,
            detectedAt,
            externalId = $"{category}-{title}",
        };
}
