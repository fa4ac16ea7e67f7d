using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Orleans.TestingHost;
using Watchfloor.Silo;
using Watchfloor.Tests.Clocks;

namespace Watchfloor.Tests.Api.Sources;

/// <summary>The whole server on a directory of its own, with time that only the test moves.</summary>
public sealed class SourceHouse : IAsyncLifetime
{
    readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("watchfloor-sources");
    WebApplication? _server;

    internal ManualClock Clock { get; } = new();

    internal HttpClient Admin { get; private set; } = null!;

    /// <summary>With a key of role ingest.</summary>
    internal HttpClient Ingest { get; private set; } = null!;

    internal string IngestKey { get; private set; } = "";

    internal Uri Address => new(_server!.Urls.First());

    public async ValueTask InitializeAsync()
    {
        _server = Composition.Build(
            new("http://127.0.0.1:0", _data.FullName, Demo: false),
            services => services.UseTimeProviderForBackgroundAreas(TimeProvider.System).AddSingleton<TimeProvider>(Clock)
        );
        await _server.StartAsync(Wire.Token);
        Admin = Client(null);
        await Eventually.Sees("ready", () => Admin.Get("/health/ready"), answer => answer.IsSuccessStatusCode);
        Admin = Client((await File.ReadAllTextAsync(Path.Combine(_data.FullName, "admin.key"), Wire.Token)).Trim());
        IngestKey = await Key("""{"name":"Sources","role":"ingest"}""");
        Ingest = Client(IngestKey);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { } server)
        {
            await server.StopAsync(CancellationToken.None);
            await server.DisposeAsync();
        }
        _data.Delete(recursive: true);
    }

    internal async Task<string> Key(string wanted) =>
        (await (await Admin.Post("/api/v1/api-keys", wanted)).Is(HttpStatusCode.Created)).GetProperty("key").GetString()!;

    internal HttpClient Client(string? key)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Address };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    internal async Task<string> Facility(string name) =>
        (await (await Admin.Post("/api/v1/facilities", $$"""{"name":"{{name}}"}""")).Is(HttpStatusCode.Created))
            .GetProperty("id")
            .GetString()!;

    internal async Task<JsonElement> Event(string? id) => await (await Admin.Get($"/api/v1/events/{id}")).Is(HttpStatusCode.OK);

    /// <summary>Posts and tells what became of it, with the event where there is one.</summary>
    internal async Task<(string? Event, string Outcome)> Tell(string path, string body)
    {
        using var answer = await Ingest.Post(path, body);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Wire.Token)}");
        return Of(await answer.Body());
    }

    internal static (string? Event, string Outcome) Of(JsonElement result) =>
        (
            result.TryGetProperty("eventId", out var id) ? id.GetString() : null,
            result.TryGetProperty("outcome", out var outcome) ? outcome.GetString()! : $"{result}"
        );
}
