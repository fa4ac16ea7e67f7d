using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Watchfloor.Tests.Api.Served;

/// <summary>
/// Something of everything that a server can hold, made with the examples of its own document; where a path or a body names another
/// thing, one that is there is named.
/// </summary>
sealed class ThingsOfTheHouse(HttpClient admin, IReadOnlyList<ServedCall> calls)
{
    const int Kept = 40;

    /// <summary>What a field of a body points at.</summary>
    static readonly Dictionary<string, string> Pointers = new(StringComparer.Ordinal)
    {
        ["facilityId"] = "/api/v1/facilities",
        ["parentId"] = "/api/v1/facilities",
        ["channelId"] = "/api/v1/channels",
        ["ids"] = "/api/v1/events",
        ["into"] = "/api/v1/events",
    };

    /// <summary>Made before all others, since those name them.</summary>
    static readonly string[] First = ["/api/v1/facilities", "/api/v1/channels", "/api/v1/events/ingest"];

    readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _ids = [];
    int _made;

    /// <summary>Calls everything that makes something, once. What was not taken is returned with the answer.</summary>
    public async Task<IReadOnlyList<string>> Make()
    {
        var refused = new List<string>();
        var makers = calls.Where(call =>
            call is { Method: "POST", IsOpen: false }
            && call.Example() is not null
            && !call.Path.EndsWith("/password")
            && !call.Path.EndsWith("/resend") // a page comes when it is due
        );
        foreach (
            var call in makers
                .OrderBy(call => call.Names.Count)
                .ThenBy(call => Array.IndexOf(First, call.Path) is var at && at < 0 ? 99 : at)
        )
        {
            using var answer = await Call(call);
            var text = await answer.Content.ReadAsStringAsync(Wire.Token);
            if ((int)answer.StatusCode is not (>= 200 and < 300 or 409)) // in its present state the thing may not take it
                refused.Add($"{call} with {Body(call)}: {(int)answer.StatusCode} {text}");
            Remember(call.Path, (int)answer.StatusCode, text);
        }
        return refused;
    }

    /// <summary>Calls it as it is meant to be called.</summary>
    public async Task<HttpResponseMessage> Call(ServedCall call)
    {
        using var request = new HttpRequestMessage(new(call.Method), PathOf(call, name => Id(call.Path, name)));
        if (Body(call) is { } body)
        {
            request.Content = new StringContent(body.ToJsonString());
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }
        return await admin.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Wire.Token);
    }

    /// <summary>Its example, with names of things that are there, and new ones where a name may be given once.</summary>
    public JsonNode? Body(ServedCall call)
    {
        var body = call.Example();
        Point(body, call.Path);
        return body;
    }

    /// <summary>The path with names in place of what stands in braces.</summary>
    public static string PathOf(ServedCall call, Func<string, string> idOf) =>
        call.Names.Aggregate(call.Path, (path, name) => path.Replace($"{{{name}}}", idOf(name), StringComparison.Ordinal));

    /// <summary>The id of something that was made where the path says so; of nothing where nothing was.</summary>
    public string Id(string path, string name)
    {
        var where = path[..path.IndexOf($"/{{{name}}}", StringComparison.Ordinal)];
        if (name == "sourceKey")
            where = "/api/v1/webhook-mappings";
        return Newest(where) ?? "00000000000000000000000000";
    }

    /// <summary>Keeps what an answer says was made.</summary>
    public void Remember(string path, int status, string text)
    {
        if (status is not (200 or 201) || !text.StartsWith('{'))
            return;
        var made = JsonDocument.Parse(text).RootElement;
        if (path.EndsWith("/ingest", StringComparison.Ordinal) && made.TryGetProperty("eventId", out var eventId))
            Keep("/api/v1/events", eventId.GetString()!);
        else if (made.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String && !path.Contains('{'))
            Keep(path, id.GetString()!);
    }

    void Keep(string where, string id)
    {
        var queue = _ids.GetOrAdd(where, _ => []);
        queue.Enqueue(id);
        if (queue.Count > Kept)
            queue.TryDequeue(out _);
    }

    string? Newest(string where) => _ids.TryGetValue(where, out var ids) ? ids.LastOrDefault() : null;

    void Point(JsonNode? body, string path)
    {
        foreach (var (name, value) in (body as JsonObject)?.ToList() ?? [])
        {
            if (Pointers.TryGetValue(name, out var where) && Newest(where) is { } id)
                body![name] = value is JsonArray ? new JsonArray(id) : id;
            else if (name is "login" or "externalId" || (name == "id" && path == "/api/v1/tenants"))
                body![name] = $"made-{Interlocked.Increment(ref _made)}";
            else
                Point(value, path);
        }
        foreach (var item in body as JsonArray ?? [])
            Point(item, path);
    }
}
