using System.Text;
using Watchfloor.EdgeConnector;

namespace Watchfloor.Tests.EdgeConnector;

/// <summary>A directory of its own, a clock and a log, gone after the test.</summary>
sealed class Workbench : IDisposable
{
    readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("watchfloor-edge-");
    readonly StringWriter said = new();

    public Workbench() => Log = new Log(said, TimeProvider.System);

    public Log Log { get; }

    public string Said => said.ToString();

    public string SpoolDirectory => Path.Combine(directory.FullName, "spool");

    public string[] SegmentFiles => [.. Directory.GetFiles(SpoolDirectory, "*.spool").Order()];

    public string File(string name, params string[] lines)
    {
        var path = Path.Combine(directory.FullName, name);
        System.IO.File.WriteAllLines(path, lines);
        return path;
    }

    /// <summary>A spool that syncs at each batch, so that no test waits for it.</summary>
    public Spool Spool(SpoolLimits? limits = null) =>
        new(SpoolDirectory, (limits ?? new()) with { SyncEvery = TimeSpan.Zero }, TimeProvider.System, Log);

    public static SpooledBatch Batch(long seq, int samples = 1, int bytes = 0) =>
        new(seq, samples, Encoding.UTF8.GetBytes($"{{\"seq\":{seq},\"fill\":\"{new string('x', bytes)}\"}}"));

    public void Dispose() => directory.Delete(recursive: true);
}
