using System.CommandLine;
using Watchfloor.Store;

namespace Watchfloor.Silo;

/// <summary>
/// <c>cluster up</c>, which <c>./run --silos</c> starts, and what is asked of the cluster that it keeps: <c>status</c>, <c>add</c>,
/// <c>kill</c>, <c>stop</c>, <c>start</c>.
/// </summary>
static class ClusterVerbs
{
    public static Command All(Option<string> data, Command up)
    {
        var status = new Command("status", "Tell which processes there are, and how the cluster stands");
        status.SetAction((given, cancellation) => Said(Full(given.GetValue(data)!), Look, cancellation));
        var add = new Command("add", "Start one more silo");
        add.SetAction((given, cancellation) => Said(Full(given.GetValue(data)!), Ask("add"), cancellation));
        return new("cluster", "Several silos and apis on this machine, kept by one process")
        {
            up,
            status,
            add,
            OfOne("kill", "Kill a silo without a word (SIGKILL); it stays down until it is started", data),
            OfOne("stop", "Have a silo hand over what it has and end; it stays down until it is started", data),
            OfOne("start", "Start a silo again that was killed or stopped", data),
        };
    }

    static Command OfOne(string verb, string words, Option<string> data)
    {
        var number = new Argument<int>("number") { Description = "which one, as status tells it" };
        var api = new Option<bool>("--api") { Description = "the api of that number, not the silo" };
        var command = new Command(verb, words) { number, api };
        command.SetAction(
            (given, cancellation) =>
            {
                var kind = given.GetValue(api) ? Worker.Api : Worker.Silo;
                return Said(Full(given.GetValue(data)!), Ask($"{verb} {kind} {given.GetValue(number)}"), cancellation);
            }
        );
        return command;
    }

    static Func<ClusterFile, string, CancellationToken, Task<IReadOnlyList<string>>> Ask(string line) =>
        async (file, data, cancellation) => [await ClusterDoor.Ask(file, data, line, cancellation)];

    static async Task<IReadOnlyList<string>> Look(ClusterFile file, string data, CancellationToken cancellation)
    {
        if (!Signals.Lives(file.Pid))
            throw ClusterFile.NoneRuns(data);
        return await ClusterStatus.Look(file, data, cancellation);
    }

    static async Task<int> Said(
        string data,
        Func<ClusterFile, string, CancellationToken, Task<IReadOnlyList<string>>> verb,
        CancellationToken cancellation
    )
    {
        try
        {
            foreach (var line in await verb(ClusterFile.Read(data), data, cancellation))
                await Console.Out.WriteLineAsync(line);
            return 0;
        }
        catch (Exception e) when (e is StoreRefusedException or UnauthorizedAccessException or IOException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    static string Full(string path) => Path.GetFullPath(path);
}
