using System.Diagnostics.Metrics;
using System.Net;
using System.Text.RegularExpressions;

namespace Watchfloor.Tests.Api;

public sealed partial class HealthTests : IAsyncLifetime
{
    const string Route = "http_response_status_code=\"200\",http_route=\"/api/v1/me\"";
    readonly ApiHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Ready_says_what_it_waits_for_until_it_serves()
    {
        _host.WaitsFor = "the first admin key is not written yet";
        _host.Store.Trouble = "the disk is full";
        var waiting = await (await _host.Stranger.Get("/health/ready")).Is(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("""["the first admin key is not written yet","the disk is full"]""", waiting.GetProperty("reasons").ToString());
        Assert.Equal(503, waiting.GetProperty("status").GetInt32());
        Assert.Equal("the first admin key is not written yet; the disk is full", waiting.GetProperty("detail").GetString());

        _host.Store.Trouble = null;
        var less = await (await _host.Stranger.Get("/health/ready")).Is(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("""["the first admin key is not written yet"]""", less.GetProperty("reasons").ToString());
        await (await _host.Stranger.Get("/health/live")).Is(HttpStatusCode.OK);

        (_host.WaitsFor, _host.Store.Trouble) = (null, null);
        var ready = await (await _host.Stranger.Get("/health/ready")).Is(HttpStatusCode.OK);
        Assert.Equal("ready", ready.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Metrics_are_what_Prometheus_can_read_and_keep_their_order()
    {
        await _host.Admin.Get("/api/v1/me");
        var text = await MetricsWith(Route);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Assert.Matches(line.StartsWith('#') ? Comment() : Sample(), line);
        Assert.Contains("watchfloor_outbox_depth 3", text);
        Assert.Contains("watchfloor_journal_facts_total 41", text);
        Assert.Contains("# TYPE http_server_request_duration_seconds histogram", text);
        Assert.Equal(Names(text), Names(await Metrics()).Intersect(Names(text))); // others may have joined
        Assert.Equal(Names(text).Distinct(), Names(text));
    }

    [Fact]
    public async Task Buckets_of_a_histogram_count_up_to_all()
    {
        await _host.Admin.Get("/api/v1/me");
        var lines = (await MetricsWith(Route)).Split('\n').Where(line => line.Contains(Route, StringComparison.Ordinal)).ToList();
        var buckets = lines.Where(line => line.Contains("_bucket{", StringComparison.Ordinal)).Select(Value).ToList();
        Assert.NotEmpty(buckets);
        Assert.Equal(buckets.Order(), buckets);
        Assert.Equal(Value(lines.Single(line => line.Contains("_duration_seconds_count", StringComparison.Ordinal))), buckets[^1]);
    }

    [Fact]
    public async Task Labels_make_one_series_in_whichever_order_they_come()
    {
        using var meter = new Meter(new MeterOptions("Watchfloor") { Scope = _host.Meters });
        var doors = meter.CreateCounter<long>("watchfloor.test.doors");
        KeyValuePair<string, object?> side = new("side", "east"),
            floor = new("floor", 2);
        for (var i = 0; i < 3; i++)
        {
            doors.Add(1, side, floor);
            doors.Add(10, floor, side);
        }
        doors.Add(100, side, new("floor", 3));
        doors.Add(1000, side);

        var text = await Metrics();
        var told = text.Split('\n').Where(line => line.StartsWith("watchfloor_test_doors_total", StringComparison.Ordinal));
        Assert.Equal(
            [
                "watchfloor_test_doors_total{floor=\"2\",side=\"east\"} 33",
                "watchfloor_test_doors_total{floor=\"3\",side=\"east\"} 100",
                "watchfloor_test_doors_total{side=\"east\"} 1000",
            ],
            told
        );
    }

    /// <summary>A request is measured a moment after it was answered.</summary>
    async Task<string> MetricsWith(string part)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Wire.Token);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            if (await Metrics() is var text && text.Contains(part, StringComparison.Ordinal))
                return text;
        }
    }

    async Task<string> Metrics()
    {
        using var answer = await _host.Admin.Get("/metrics");
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadAsStringAsync(Wire.Token);
    }

    static List<string> Names(string text) => [.. text.Split('\n').Where(line => line.StartsWith("# TYPE", StringComparison.Ordinal))];

    static double Value(string line) =>
        double.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^# (HELP|TYPE) [a-zA-Z_:][a-zA-Z0-9_:]* .*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(
        """^[a-zA-Z_:][a-zA-Z0-9_:]*(\{[a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\.)*"(,[a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\.)*")*\})? (-?[0-9.]+([eE][-+]?[0-9]+)?|NaN|[+-]Inf)$""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Sample();
}
