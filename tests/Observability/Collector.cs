using System.Text.Json;
using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Observability;

/// <summary>One span, log record or metric as a collector understood it.</summary>
sealed record Seen(string Signal, string Service, string Name)
{
    public string? Scope { get; init; }
    public string? Kind { get; init; }
    public string? TraceId { get; init; }
    public string? SpanId { get; init; }
    public string? ParentId { get; init; }
    public string? Body { get; init; }
    public string? Unit { get; init; }
    public string? Type { get; init; }
    public IReadOnlyDictionary<string, JsonElement> Attributes { get; init; } = new Dictionary<string, JsonElement>();

    public string? this[string attribute] => Attributes.TryGetValue(attribute, out var value) ? value.ToString() : null;
}

/// <summary>A collector of OTLP that is not ours, in a process of its own: tests/Observability/collector.</summary>
sealed class Collector : IAsyncDisposable
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    static readonly string Home = Path.Combine(Repository.Root, "tests", "Observability", "collector");
    static readonly SemaphoreSlim Installing = new(1);

    readonly TemporaryDirectory _directory = new();
    readonly Child _child;
    readonly bool _grpc;
    int _port;

    Collector(string mode, bool grpc)
    {
        _grpc = grpc;
        _child = Child.Start("node", [Path.Combine(Home, "collector.mjs"), Log, mode]);
    }

    string Log => _directory["seen.jsonl"];

    /// <summary>Starts it. One that hangs takes every connection and answers none.</summary>
    public static async Task<Collector> Start(string mode = "ok", bool grpc = false)
    {
        await Install();
        var collector = new Collector(mode, grpc);
        collector._port = int.Parse(await collector._child.Says(grpc ? "grpc" : "http"));
        return collector;
    }

    /// <summary>What a process must find around it to send here, soon.</summary>
    public (string Name, string Value)[] Environment =>
        [
            ("OTEL_EXPORTER_OTLP_ENDPOINT", $"http://127.0.0.1:{_port}"),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", _grpc ? "grpc" : "http/protobuf"),
            ("OTEL_BSP_SCHEDULE_DELAY", "200"),
            ("OTEL_BLRP_SCHEDULE_DELAY", "200"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "500"),
        ];

    /// <summary>Everything it received so far.</summary>
    public IReadOnlyList<Seen> All()
    {
        if (!File.Exists(Log))
            return [];
        var text = File.ReadAllText(Log);
        var whole = text[..(text.LastIndexOf('\n') + 1)];
        return [.. whole.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<Seen>(line, Json)!)];
    }

    /// <summary>Spans so far.</summary>
    public IReadOnlyList<Seen> Spans() => [.. All().Where(seen => seen.Signal == "span")];

    /// <summary>Waits for something that must arrive.</summary>
    public Task<IReadOnlyList<Seen>> Receives(string what, Func<Seen, bool> wanted, int times = 1) =>
        Eventually.Sees<IReadOnlyList<Seen>>(what, () => [.. All().Where(wanted)], seen => seen.Count >= times);

    public async ValueTask DisposeAsync()
    {
        await _child.DisposeAsync();
        _directory.Dispose();
    }

    static async Task Install()
    {
        await Installing.WaitAsync();
        try
        {
            if (Directory.Exists(Path.Combine(Home, "node_modules", "@opentelemetry", "otlp-transformer")))
                return;
            await using var npm = Child.Start("npm", ["ci", "--no-audit", "--no-fund"], Home);
            Assert.True(await npm.Exit(TimeSpan.FromMinutes(3)) == 0, npm.Output);
        }
        finally
        {
            Installing.Release();
        }
    }
}
