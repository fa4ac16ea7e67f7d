using System.Text.RegularExpressions;
using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Observability;

/// <summary>The page of metrics and the files for Prometheus, read by Prometheus' own tool.</summary>
public sealed partial class What_Prometheus_reads
{
    [Fact]
    public async Task A_scrape_under_load_gives_no_cause_for_complaint()
    {
        await using var server = await ServerProcess.Start();
        await using var receiver = await Receiver.Start();
        using var directory = new TemporaryDirectory();
        using var api = server.Admin();
        var ana = await api.Webhook("Ana \"the\\first\"", receiver, "/ana");
        await api.Make(
            "escalation-policies",
            new { name = "Ana", levels = new[] { new { after = "PT0S", targets = new[] { new { channelId = ana } } } } }
        );
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var load = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Load(api, end.Token)));
        await Eventually.Sees("pages", () => receiver.All().Count, count => count >= 20);

        var text = (await api.Get("/metrics")).Text;
        await end.CancelAsync();
        await load;
        await File.WriteAllTextAsync(directory["scrape.txt"], text, TestContext.Current.CancellationToken);

        Assert.Equal("", await Promtool.Complaints(directory.Path, directory["scrape.txt"], "check", "metrics"));
        foreach (var name in Promised)
            Assert.Contains($"# TYPE {name} ", text);
        Assert.InRange(text.Split('\n').Count(line => line.Length > 0 && line[0] != '#'), 100, 2000);
    }

    [Fact]
    public async Task The_rules_and_the_scrape_of_the_house_are_understood()
    {
        using var directory = new TemporaryDirectory();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "deploy", "prometheus")))
            File.Copy(file, directory[Path.GetFileName(file)]);
        await File.WriteAllTextAsync(directory["viewer.key"], "key", TestContext.Current.CancellationToken);
        Assert.Equal("", await Promtool.Complaints(directory.Path, null, "check", "config", "prometheus.yml"));
        Assert.Equal("", await Promtool.Complaints(directory.Path, null, "check", "rules", "alerts.yml"));
        Assert.Equal("", await Promtool.Complaints(directory.Path, null, "test", "rules", "alerts.test.yml"));
    }

    [Fact]
    public async Task The_rules_name_nothing_that_is_not_there()
    {
        var rules = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "deploy", "prometheus", "alerts.yml"),
            TestContext.Current.CancellationToken
        );
        var known = Promised.SelectMany(name => new[] { name, $"{name}_bucket", $"{name}_sum", $"{name}_count" }).ToHashSet();
        var named = OurMetric().Matches(rules).Select(match => match.Value).Distinct().ToList();
        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(name, known));
    }

    /// <summary>What the pages of operations promise.</summary>
    static readonly string[] Promised =
    [
        "target_info",
        "dotnet_process_cpu_time_seconds_total",
        "http_server_request_duration_seconds",
        "orleans_catalog_activations",
        "watchfloor_alarm_lateness_seconds",
        "watchfloor_due_depth",
        "watchfloor_ingest_detections_total",
        "watchfloor_journal_facts_total",
        "watchfloor_live_clients",
        "watchfloor_outbox_delivered_total",
        "watchfloor_outbox_depth",
        "watchfloor_outbox_parked",
        "watchfloor_page_attempt_duration_seconds",
        "watchfloor_store_flush_duration_seconds",
        "watchfloor_store_flush_writes",
        "watchfloor_store_flushes_total",
        "watchfloor_store_unindexed",
        "watchfloor_store_waiting",
        "watchfloor_telemetry_batches_total",
        "watchfloor_telemetry_samples_total",
    ];

    static async Task Load(Caller api, CancellationToken end)
    {
        for (var seq = 0; !end.IsCancellationRequested; seq++)
        {
            await api.Ingest(Detections.Own("Boiler 2 too hot", "low"));
            var samples = new[]
            {
                new
                {
                    tag = "t/x",
                    at = DateTimeOffset.UtcNow,
                    value = 1.5,
                    quality = 192,
                },
            };
            await api.Post(
                "telemetry",
                new
                {
                    version = 1,
                    source = $"load-{Environment.CurrentManagedThreadId}",
                    stream = $"{Guid.NewGuid()}",
                    seq,
                    samples,
                }
            );
        }
    }

    [GeneratedRegex("(?<![.a-z_])watchfloor_[a-z_]+(?=[\\[{ ])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OurMetric();
}
