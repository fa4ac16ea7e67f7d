namespace Watchfloor.Tests.Processes;

/// <summary>The verbs as people type them, beside a server and without one.</summary>
public sealed class A_backup
{
    [Fact]
    public async Task Made_while_the_server_runs_brings_back_what_was_and_live_views_begin_anew()
    {
        await using var server = await ServerProcess.Start();
        using var directory = new TemporaryDirectory();
        using var api = server.Admin();
        var channel = await api.Make(
            "channels",
            new
            {
                name = "Duty",
                kind = "webhook",
                settings = new { url = "http://127.0.0.1:9/page", secret = "a secret of ours" },
            }
        );
        var kept = await api.Ingest(Detections.Own("Before the backup"));

        Assert.Contains(
            "Keep it as you keep keys",
            await Verb.Says(0, "backup", "--data", server.DataPath, directory["b.tar"]),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "never overwrites",
            await Verb.Says(1, "backup", "--data", server.DataPath, directory["b.tar"]),
            StringComparison.Ordinal
        );
        var lost = await api.Ingest(Detections.Own("After the backup"));
        Assert.Contains(
            "in use by another server",
            await Verb.Says(1, "restore", "--data", server.DataPath, "--force", directory["b.tar"]),
            StringComparison.Ordinal
        );

        Assert.Equal(0, await server.Stop());
        Assert.Contains(
            "is not empty",
            await Verb.Says(1, "restore", "--data", server.DataPath, directory["b.tar"]),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "begin anew",
            await Verb.Says(0, "restore", "--data", server.DataPath, directory["b.tar"], "--force"),
            StringComparison.Ordinal
        );
        await server.StartAgain();

        Assert.Equal(200, (await api.Get($"events/{kept}")).Status);
        Assert.Equal(404, (await api.Get($"events/{lost}")).Status);
        Assert.Contains("secret", (await api.Get($"channels/{channel}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_is_none_is_refused_in_one_sentence()
    {
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(directory["b.tar"], "not a backup", TestContext.Current.CancellationToken);
        Assert.Contains(
            "is no backup of Watchfloor",
            await Verb.Says(1, "restore", "--data", directory["data"], directory["b.tar"]),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "There is no backup",
            await Verb.Says(1, "restore", "--data", directory["data"], directory["none.tar"]),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "There is no database",
            await Verb.Says(1, "backup", "--data", directory["data"], directory["c.tar"]),
            StringComparison.Ordinal
        );
    }
}
