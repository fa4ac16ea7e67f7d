namespace Watchfloor.Benchmarks;

/// <summary>How long a reading that crosses a limit takes until two hundred wallboards show the event, at a thousand events a second.</summary>
sealed class Wallboards : IBenchmark
{
    public string Name => "wallboards";

    public string Title => "Reading to many wallboards";

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        var report = new Report();
        var (boards, paces) = effort.Quick ? (20, new[] { 100 }) : (200, new[] { 100, 1000 });
        var (warm, length) = effort.Quick
            ? (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1))
            : (TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(10));
        for (var round = 0; round < (effort.Quick ? 1 : 3); round++)
        {
            foreach (var perSecond in paces)
                await Round(boards, perSecond, warm, length, report, cancellation);
        }
        report.Note(
            $"{boards} clients of the SignalR hub in the load generator, on SQLite. Devices with a threshold rule each go above their limit, each of which raises an event, and are normal again five seconds later, which resolves it; "
                + "a hundred batches of telemetry a second, open loop."
        );
        report.Note(
            $"From the planned instant of the batch with the crossing reading until the frame with the new event is there, on every one of them; the first {warm.TotalSeconds:0} seconds warm up. Every crossing was seen by each, once."
        );
        report.Note("Whoever is told that it fell behind comes back with its last cursor, and its time goes on.");
        return report;
    }

    static async Task Round(int boards, int perSecond, TimeSpan warm, TimeSpan length, Report report, CancellationToken cancellation)
    {
        await using var stored = await StoredServer.OnSqlite(cancellation);
        var crossings = await Crossings.Prepare(stored.Server, perSecond, cancellation);
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var walls = Enumerable.Range(0, boards).Select(_ => new Wallboard(stored.Server, crossings)).ToList();
        var watchers = await Task.WhenAll(walls.Select(wall => wall.Open(watching.Token)));
        var before = stored.Worked;
        await crossings.Send(warm, length, cancellation);
        await AllSaw(walls, watchers, crossings.Sent, cancellation);
        var worked = stored.Worked - before;
        await watching.CancelAsync();
        await Task.WhenAll(watchers);
        var (latencies, what) = (
            walls.SelectMany(wall => wall.Milliseconds).Order().ToList(),
            $"{perSecond} events a second, {boards} wallboards"
        );
        var (half, most) = perSecond == 1000 ? (AtMost(20, 5), AtMost(150, 50)) : (null, null);
        report.Add($"reading → wallboard, {what}, p50", "ms", latencies.At(50), half);
        report.Add($"reading → wallboard, {what}, p99", "ms", latencies.At(99), most);
        report.Add($"processor time of the server for each event, {what}", "µs", worked.TotalMicroseconds / crossings.Sent);
        report.Add($"times that a wallboard fell behind, {what}", "", walls.Sum(wall => wall.Comebacks));
    }

    static Goal AtMost(double must, double aim) => new(must, aim) { AtMost = true };

    static async Task AllSaw(List<Wallboard> walls, Task[] watchers, long sent, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(TimeSpan.FromMinutes(5));
        while (walls.Exists(wall => wall.Seen < sent))
        {
            if (Array.Find(watchers, watcher => watcher.IsFaulted) is { } failed)
                await failed;
            await Task.Delay(TimeSpan.FromMilliseconds(50), deadline.Token);
        }
        if (walls.Find(wall => wall.Seen > sent) is { } twice)
            throw new InvalidOperationException($"{sent} crossings made {twice.Seen} events");
    }
}
