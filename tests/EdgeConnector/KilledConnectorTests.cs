using System.Diagnostics;

namespace Watchfloor.Tests.EdgeConnector;

/// <summary>The program itself, killed without warning while the server is away.</summary>
public sealed class KilledConnectorTests : IDisposable
{
    const int Rows = 2000;
    readonly Workbench bench = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task What_it_had_read_before_the_kill_arrives_without_a_gap_and_before_what_it_reads_afterwards()
    {
        var start = new DateTimeOffset(2026, 1, 5, 6, 0, 0, TimeSpan.Zero);
        var rows = Enumerable.Range(0, Rows).Select(i => $"{start.AddSeconds(i):O},{i}");
        var recording = bench.File("count.csv", ["time,n", .. rows]);
        var port = FakeServer.FreePort();

        using (var killed = Connector(port, recording, "--speed", "200"))
        {
            await WrittenToDisk(bytes: 20_000);
            killed.Kill();
            await killed.WaitForExitAsync(Stop);
        }

        await using var server = await FakeServer.Start((_, _) => 200, port);
        using var again = Connector(port, recording, "--speed", "1000000", "--once");
        await again.WaitForExitAsync(Stop).WaitAsync(TimeSpan.FromSeconds(60), Stop);
        Assert.Equal(0, again.ExitCode);

        var batches = await Taken(server);
        Assert.Equal(Enumerable.Range(1, batches.Count).Select(seq => (long)seq), batches.Select(batch => batch.Seq));
        Assert.Single(batches.Select(batch => batch.Stream).Distinct());
        var values = batches.SelectMany(batch => batch.Samples).Select(sample => (int)sample.Value).ToArray();
        var restart = Array.LastIndexOf(values, 0);
        Assert.InRange(restart, 100, Rows);
        Assert.Equal([.. Enumerable.Range(0, restart), .. Enumerable.Range(0, Rows)], values);
    }

    Process Connector(int port, string recording, params string[] more)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Watchfloor.EdgeConnector.dll");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        string[] words = [program, "--server", $"http://127.0.0.1:{port}", "--key-file", bench.File("connector.key", "key"), .. more];
        foreach (var word in (string[])[.. words, "--spool", bench.SpoolDirectory, "--recording", recording])
            start.ArgumentList.Add(word);
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => bench.Log.Say(line.Data ?? "");
        process.BeginOutputReadLine();
        return process;
    }

    /// <summary>Waits for the size of a file, which nobody announces.</summary>
    async Task WrittenToDisk(long bytes)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        deadline.CancelAfter(TimeSpan.FromSeconds(60));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!Directory.Exists(bench.SpoolDirectory) || bench.SegmentFiles.Sum(path => new FileInfo(path).Length) < bytes)
            Assert.True(await tick.WaitForNextTickAsync(deadline.Token));
    }

    static async Task<List<Telemetry.TelemetryBatch>> Taken(FakeServer server)
    {
        var batches = new List<Telemetry.TelemetryBatch>();
        while (batches.Count < server.Requests.Length)
            batches.Add(await server.Taken());
        return batches;
    }
}
