using System.Text.Json;
using System.Text.Json.Nodes;

namespace Watchfloor.Tests.Processes;

/// <summary>One page as the receiver saw it.</summary>
sealed record Received(string Path, string Key, string Signature, string Answered, bool Length, string? Type, JsonElement Page, string Body)
{
    public string? Traceparent { get; init; }

    public DateTimeOffset At { get; init; }

    public string EventId => Page.GetProperty("eventId").GetString()!;

    public int Level => Page.GetProperty("level").GetInt32();
}

/// <summary>A receiver of webhook pages in a foreign language and a process of its own: tests/Processes/receiver.mjs.</summary>
sealed class Receiver : IAsyncDisposable
{
    public const string Secret = "shibboleth-7f3a-of-the-receiver";

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    readonly TemporaryDirectory _directory = new();
    readonly JsonObject _modes = [];
    readonly Child _child;
    readonly string _address;
    int _port;

    Receiver(Machine? machine)
    {
        _address = machine?.Address ?? "127.0.0.1";
        var words = new[]
        {
            Path.Combine(Repository.Root, "tests", "Processes", "receiver.mjs"),
            Log,
            _directory["control.json"],
            Secret,
            _address,
        };
        _child = machine?.Start("node", words) ?? Child.Start("node", words);
    }

    string Log => _directory["pages.jsonl"];

    public static async Task<Receiver> Start(Machine? machine = null)
    {
        var receiver = new Receiver(machine);
        receiver._port = int.Parse(await receiver._child.Says("listening"));
        return receiver;
    }

    /// <summary>Where it takes pages for somebody.</summary>
    public string Url(string path) => $"http://{_address}:{_port}{path}";

    /// <summary>From now on requests to this path end so: ok, fail, refuse, dawdle or hang.</summary>
    public void Will(string mode, string path)
    {
        _modes[path] = mode;
        var next = _directory["control.next"];
        File.WriteAllText(next, _modes.ToJsonString());
        File.Move(next, _directory["control.json"], overwrite: true);
    }

    /// <summary>Everything it received so far, in order.</summary>
    public IReadOnlyList<Received> All()
    {
        if (!File.Exists(Log))
            return [];
        var text = File.ReadAllText(Log);
        var whole = text[..(text.LastIndexOf('\n') + 1)];
        return
        [
            .. whole.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<Received>(line, Json)!),
        ];
    }

    /// <summary>Waits for pages of an event to a path.</summary>
    public Task<IReadOnlyList<Received>> Rings(string path, string eventId, int times = 1) =>
        Eventually.Sees<IReadOnlyList<Received>>(
            $"{times} page(s) of {eventId} at {path}",
            () => [.. All().Where(page => page.Path == path && page.EventId == eventId)],
            pages => pages.Count >= times
        );

    public async ValueTask DisposeAsync()
    {
        await _child.DisposeAsync();
        _directory.Dispose();
    }
}
