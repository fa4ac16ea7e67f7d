namespace Watchfloor.Benchmarks;

/// <summary>How long after the start of the process the server says that it is ready.</summary>
sealed class StartToReady : IBenchmark
{
    public string Name => "start";

    public string Title => "Start to ready";

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        var report = new Report();
        for (var round = 0; round < (effort.Quick ? 1 : 10); round++)
        {
            using var folder = new TemporaryFolder();
            await using (var first = await Server.Start(folder.Full, cancellation))
            {
                report.Add("first start, empty data directory", "ms", first.UntilReady.TotalMilliseconds);
                report.Add("processor time of that start", "ms", first.Worked.TotalMilliseconds);
                using var api = first.Connect(8);
                var detections = new Detections(api, "open");
                await Loops.Closed(8, TimeSpan.FromSeconds(effort.Quick ? 1 : 2), (_, token) => detections.Send(token), cancellation);
            }
            await using var again = await Server.Start(folder.Full, cancellation);
            report.Add("start after kill -9 with thousands of open events", "ms", again.UntilReady.TotalMilliseconds);
        }
        report.Note(
            "From the start of the built process until `/health/ready` answers 200, asked every 5 ms; nothing is built in that time."
        );
        return report;
    }
}
