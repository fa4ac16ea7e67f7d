namespace Watchfloor.Tests.Processes;

/// <summary>
/// A small disk in memory (larger than what the server calls almost full) that only one server sees, in a namespace of its own: nobody needs to be root, and no other disk fills up. It
/// goes with the server, so a server that starts again begins with what was on it.
/// </summary>
static class OwnDisk
{
    /// <summary>Some machines allow no namespaces.</summary>
    public static async Task<bool> IsAllowed()
    {
        await using var child = Child.Start("bash", ["-c", "unshare -rm mount -t tmpfs tmpfs /mnt"]);
        return await child.Exit() == 0;
    }

    /// <summary>Mounted where the data lies; what was there before a kill is copied onto it, and what is there at the end of one beside it.</summary>
    public static (string Program, string[] Words) Of(string data) =>
        (
            "unshare",
            [
                "-rm",
                "bash",
                "-c",
                "mkdir -p \"$0\" \"$0.kept\" && mount -t tmpfs -o size=400m,mode=700 tmpfs \"$0\" && cp -a \"$0.kept/.\" \"$0\" && exec \"$@\"",
                data,
            ]
        );

    /// <summary>To the last byte.</summary>
    public static void Fill(ServerProcess server)
    {
        var block = new byte[64 * 1024];
        using var filler = new FileStream(Filler(server), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var size = block.Length; size > 0; )
        {
            try
            {
                filler.Write(block, 0, size);
            }
            catch (IOException)
            {
                size /= 2; // the last gaps
            }
        }
    }

    public static void Free(ServerProcess server) => File.Delete(Filler(server));

    /// <summary>The server stops in the middle of whatever it does, and its files are kept as they are, for the next one's disk.</summary>
    public static async Task Keep(ServerProcess server)
    {
        const string Copy = "kill -STOP $1 && mkdir -p \"$2.kept\" && cp -a \"$3/.\" \"$2.kept\"";
        await using var child = Child.Start(
            "bash",
            ["-c", Copy, "bash", $"{server.ProcessId}", server.DataPath, server.Seen(server.DataPath)]
        );
        Assert.True(await child.Exit() == 0, child.Output);
    }

    static string Filler(ServerProcess server) => server.Seen(Path.Combine(server.DataPath, "filler"));
}
