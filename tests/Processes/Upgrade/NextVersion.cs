using System.Net;
using System.Runtime.InteropServices;
using Watchfloor.Kernel;
using Watchfloor.Silo;
using Watchfloor.Store;

namespace Watchfloor.Tests.Processes;

/// <summary>
/// A process of the version after this one: the same program with the next feature level, one migration more, and notes, which are a kind of
/// their own with facts, a table and a door that this version does not have. The program of the tests is it, when asked by this word.
/// </summary>
static class NextVersion
{
    public const string Word = "next-version";
    public const int Level = 2;

    /// <summary>Its migration is one that this version cannot live with.</summary>
    const string Breaking = "--breaking";

    static readonly ProgramLevel Own = new(Level);

    /// <summary>How it is started; words for the server follow.</summary>
    public static string[] Program { get; } = [typeof(NextVersion).Assembly.Location, Word];

    public static string[] BreakingProgram { get; } = [.. Program, Breaking];

    public static async Task<int> Run(string[] words)
    {
        var breaks = words is [Breaking, ..];
        LaterSchema.Tables = [Notes.Table];
        LaterSchema.Migrations = [("9000_notes", Notes.Migration(oldestReader: breaks ? 9000 : 13))];
        using var ends = new CancellationTokenSource();
        using var onTerm = PosixSignalRegistration.Create(
            PosixSignal.SIGTERM,
            signal =>
            {
                signal.Cancel = true;
                ends.Cancel();
            }
        );
        var options = Read(
            words.Where(word => word is not (Breaking or "--no-demo")).Chunk(2).ToDictionary(pair => pair[0], pair => pair[1])
        );
        return await WatchfloorServer.Run(
            options,
            ends.Token,
            services => services.AddSingleton(Own).AddSingleton<IStartupFilter>(new DoorToNotes())
        );
    }

    static ServerOptions Read(Dictionary<string, string> given) =>
        new(given["--urls"], given["--data"], Demo: false)
        {
            Postgres = given["--postgres"],
            Cluster = new(given["--cluster"], Enum.Parse<ProcessRole>(given["--role"], ignoreCase: true), given["--name"])
            {
                SiloAddress = given.TryGetValue("--silo-address", out var address) ? IPEndPoint.Parse(address) : null,
            },
        };
}
