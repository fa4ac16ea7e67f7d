using System.Runtime.InteropServices;

namespace Watchfloor.Tests.Processes;

/// <summary>The disk takes no more: what was acknowledged stays, nothing else is, readiness says why, and it goes on when there is room.</summary>
public sealed class A_server_without_room
{
    const int FileSize = 1; // RLIMIT_FSIZE
    const ulong Unlimited = ulong.MaxValue;

    [Fact]
    public async Task Of_a_disk_that_is_full_loses_nothing_that_it_acknowledged()
    {
        if (!await OwnDisk.IsAllowed())
        {
            await Check(await ServerProcess.Start(within: Heedless), LimitFiles, FreeFiles, "the disk failed to read or write");
            return;
        }
        await Check(await ServerProcess.Start(within: OwnDisk.Of), OwnDisk.Fill, OwnDisk.Free, "the disk is full");
    }

    [Fact]
    public async Task Whose_files_may_not_grow_loses_nothing_that_it_acknowledged() =>
        await Check(await ServerProcess.Start(within: Heedless), LimitFiles, FreeFiles, "the disk failed to read or write");

    static async Task Check(ServerProcess started, Action<ServerProcess> fill, Action<ServerProcess> free, string reason)
    {
        await using var server = started;
        var key = await File.ReadAllTextAsync(server.Seen(server.AdminKeyFile), TestContext.Current.CancellationToken);
        using var api = new Caller(server.Address, key);
        var acknowledged = new Dictionary<string, object>();
        for (var i = 0; i < 20; i++)
            await Bring(api, acknowledged);
        Assert.Equal(20, acknowledged.Count);

        fill(server);
        var refused = await Eventually.Sees("a refusal", () => Bring(api, acknowledged), answer => !answer.Succeeded);
        Assert.Equal(503, refused.Status);
        await Eventually.Sees(
            "why it is not ready",
            () => api.Get("/health/ready"),
            seen => seen.Status == 503 && seen.Text.Contains(reason, StringComparison.Ordinal)
        );
        Assert.Equal(200, (await api.Get($"events/{acknowledged.Keys.First()}")).Status);

        free(server);
        await Eventually.Sees("ready again", () => api.Get("/health/ready"), seen => seen.Status == 200);
        await Eventually.Sees("an acknowledgement", () => Bring(api, acknowledged), answer => answer.Succeeded);
        await OwnDisk.Keep(server);
        await server.Kill();
        await server.StartAgain();
        foreach (var (id, detection) in acknowledged)
        {
            Assert.Equal(200, (await api.Get($"events/{id}")).Status);
            var again = await api.Post("events/ingest", detection);
            Assert.Equal(("duplicate", id), (again["outcome"], again["eventId"]));
        }
    }

    static async Task<Answer> Bring(Caller api, Dictionary<string, object> acknowledged)
    {
        var detection = Detections.Own(new string('x', 250));
        var answer = await api.Post("events/ingest", detection);
        if (answer.Succeeded)
            acknowledged[answer["eventId"]!] = detection;
        return answer;
    }

    /// <summary>A server that is not ended when a file would grow beyond its limit; it gets an error instead.</summary>
    static (string Program, string[] Words) Heedless(string data) => ("bash", ["-c", "trap '' XFSZ; exec \"$@\"", "bash"]);

    static void LimitFiles(ServerProcess server) => Limit(server.ProcessId, 4096);

    static void FreeFiles(ServerProcess server) => Limit(server.ProcessId, Unlimited);

    static void Limit(int process, ulong bytes) => Assert.Equal(0, SetLimit(process, FileSize, [bytes, Unlimited], 0));

    [DllImport("libc", EntryPoint = "prlimit64", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int SetLimit(int process, int resource, ulong[] limit, nint old);
}
