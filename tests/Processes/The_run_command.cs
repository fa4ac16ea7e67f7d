namespace Watchfloor.Tests.Processes;

/// <summary>What a newcomer types. The first start builds in release; the second finds it built.</summary>
public sealed class The_run_command
{
    static readonly TimeSpan TimeToBuild = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Builds_starts_pages_from_a_replay_and_leaves_nothing_behind_when_interrupted()
    {
        using var directory = new TemporaryDirectory();
        await using var first = Run(directory, out var address);
        await first.Says("Watchfloor is ready at", TimeToBuild);
        Assert.StartsWith(address, await first.Says("Sign in: "), StringComparison.Ordinal);
        using var api = new Caller(
            address,
            await File.ReadAllTextAsync(Path.Combine(directory["data"], "admin.key"), TestContext.Current.CancellationToken)
        );
        var events = await Eventually.Sees(
            "an event of the replay",
            () => api.Get("events?source=threshold"),
            seen => seen.Items.Count > 0
        );
        var id = events.Items[0].GetProperty("id").GetString();
        await Eventually.Sees(
            "its page",
            () => api.Get($"events/{id}/pages"),
            seen => seen.Items.Any(page => page.GetProperty("status").GetString() == "delivered")
        );
        Assert.True(Group.Of(first.Id).Count >= 3, "script, server and connector are one group");
        Assert.Equal(0, await first.Interrupt());
        Assert.Empty(Group.Of(first.Id));

        await using var second = Run(directory, out var elsewhere);
        await second.Says("Watchfloor is ready at");
        Assert.DoesNotContain("Building", second.Output, StringComparison.Ordinal);
        using var again = new Caller(
            elsewhere,
            await File.ReadAllTextAsync(Path.Combine(directory["data"], "admin.key"), TestContext.Current.CancellationToken)
        );
        Assert.Equal(200, (await again.Get($"events/{id}")).Status);
        Assert.Equal(0, await second.Interrupt());
        Assert.Empty(Group.Of(second.Id));
    }

    /// <summary>In a session and process group of its own, as a terminal gives it.</summary>
    static Child Run(TemporaryDirectory directory, out string address)
    {
        address = $"http://127.0.0.1:{FreePorts.Next()}";
        return Child.Start(
            "setsid",
            [Path.Combine(Repository.Root, "run"), "--urls", address, "--data", directory["data"], "--speed", "20"],
            Repository.Root
        );
    }
}
