using System.Net;

namespace Watchfloor.Tests.Api.Doors;

/// <summary>A whole server with two tenants: one that has something of everything, with a key of each role, and another one.</summary>
public sealed class DoorHouse : IAsyncLifetime
{
    public static readonly string[] Roles = DoorMatrix.All.Split(' ');

    readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);
    RealServer? _server;

    internal RealServer Server => _server ?? throw new InvalidOperationException("not started");

    internal IReadOnlyList<ServedOperation> Operations { get; private set; } = [];

    /// <summary>Ids of things that the first tenant has.</summary>
    internal IReadOnlyList<string> Things { get; private set; } = [];

    internal string StrangerKey { get; private set; } = "";

    internal HttpClient Of(string role) => Server.ClientOf(_keys[role]);

    /// <summary>An admin of the other tenant.</summary>
    internal HttpClient Neighbour => Server.ClientOf(StrangerKey);

    public async ValueTask InitializeAsync()
    {
        _server = await RealServer.Start();
        using var ana = Server.Client();
        Operations = ServedOperation.Of(await (await ana.Get("/openapi/v1.json")).Is(HttpStatusCode.OK));
        foreach (var role in Roles)
            _keys[role] = await Made(ana, "/api/v1/api-keys", $$"""{"name":"A key of {{role}}","role":"{{role}}"}""", "key");
        var tenant = await (await ana.Post("/api/v1/tenants", """{"id":"harbour","name":"Harbour works"}""")).Is(HttpStatusCode.Created);
        StrangerKey = tenant.GetProperty("adminKey").GetProperty("key").GetString()!;
        await Fill(ana);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    async Task Fill(HttpClient ana)
    {
        const string Batch =
            """{"version":1,"source":"s","seq":1,"samples":[{"tag":"hushed/x","at":"2026-01-05T06:00:00Z","value":4711.25,"quality":192}]}""";
        await (await ana.Post("/api/v1/telemetry", Batch)).Is(HttpStatusCode.OK);
        var channel = await Made(ana, "/api/v1/channels", """{"name":"Hushed channel","kind":"log"}""");
        var policy = $$"""{"name":"Hushed policy","levels":[{"after":"PT0S","targets":[{"channelId":"{{channel}}"}]}]}""";
        Things =
        [
            channel,
            await Made(ana, "/api/v1/escalation-policies", policy),
            await Made(ana, "/api/v1/facilities", """{"name":"Hushed facility"}"""),
            await Made(
                ana,
                "/api/v1/rules",
                """{"name":"Hushed rule","tag":"p/x","operator":">","limit":8,"severity":"low","category":"x"}"""
            ),
            await Made(ana, "/api/v1/api-keys", """{"name":"Hushed key","role":"viewer"}"""),
            await Made(ana, "/api/v1/users", """{"login":"hushed","name":"Hushed user","role":"viewer"}"""),
            await Made(ana, Wire.Ingest, """{"source":"hushed","severity":"low","category":"hushed","title":"Hushed event"}""", "eventId"),
        ];
    }

    internal static async Task<string> Made(HttpClient client, string path, string body, string what = "id") =>
        (await (await client.Post(path, body)).Is(HttpStatusCode.Created)).GetProperty(what).GetString()!;
}
