using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Watchfloor.Tests.Processes;

/// <summary>An answer of the server, read to its end.</summary>
sealed record Answer(int Status, string Text, HttpResponseHeaders Headers)
{
    public bool Succeeded => Status is >= 200 and < 300;

    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string? this[string property] => Json.TryGetProperty(property, out var value) ? value.ToString() : null;

    public IReadOnlyList<JsonElement> Items => [.. Json.GetProperty("items").EnumerateArray()];

    /// <summary>Whether it is a problem with its kind, its status and a reason in words (RFC 9457).</summary>
    public bool SaysWhy =>
        Text.StartsWith('{')
        && this["type"] is { } type
        && type.StartsWith("urn:watchfloor:problem:", StringComparison.Ordinal)
        && this["status"] == $"{Status}"
        && this["detail"] is { Length: > 0 };

    public override string ToString() => $"{Status} {Text}";
}

/// <summary>A client that knows nothing but the contract: paths, a key, JSON. Every answer it ever got is kept.</summary>
sealed class Caller : IDisposable
{
    readonly HttpClient _http;

    /// <param name="way">How it gets there, if not by itself.</param>
    public Caller(string address, string? key = null, HttpMessageHandler? way = null)
    {
        _http = new HttpClient(way ?? new SocketsHttpHandler { UseCookies = false })
        {
            BaseAddress = new(address),
            Timeout = TimeSpan.FromSeconds(30),
        };
        if (key is not null)
            _http.DefaultRequestHeaders.Authorization = new("Bearer", key);
    }

    /// <summary>All texts and headers the server ever answered with.</summary>
    public ConcurrentQueue<string> Heard { get; } = [];

    public Task<Answer> Get(string path) => Send(HttpMethod.Get, path);

    public Task<Answer> Post(string path, object body) => Send(HttpMethod.Post, path, JsonContent.Create(body));

    public Task<Answer> Put(string path, object body) => Send(HttpMethod.Put, path, JsonContent.Create(body));

    public Task<Answer> Delete(string path) => Send(HttpMethod.Delete, path);

    public async Task<Answer> Send(
        HttpMethod method,
        string path,
        HttpContent? content = null,
        params (string Name, string Value)[] headers
    )
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var request = new HttpRequestMessage(method, path.StartsWith('/') ? path : $"/api/v1/{path}") { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(request, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        Heard.Enqueue($"{response.Headers}{text}");
        return new((int)response.StatusCode, text, response.Headers);
    }

    /// <summary>Makes something and returns its id.</summary>
    public async Task<string> Make(string path, object body)
    {
        var answer = await Post(path, body);
        Assert.True(answer.Status == 201, $"POST {path}: {answer}");
        return answer["id"]!;
    }

    /// <summary>Brings an event in and returns its id.</summary>
    public async Task<string> Ingest(object detection)
    {
        var answer = await Post("events/ingest", detection);
        Assert.True(answer.Succeeded, $"ingest: {answer}");
        return answer["eventId"]!;
    }

    /// <summary>Waits until an event has a status.</summary>
    public Task<Answer> EventIs(string eventId, string status) =>
        Eventually.Sees(
            $"event {eventId} {status}",
            () => Get($"events/{eventId}"),
            seen => seen.Status == 200 && seen["status"] == status
        );

    /// <summary>Does something to an event that must succeed.</summary>
    public async Task<Answer> Act(string eventId, string action, object? body = null)
    {
        var answer = await Post($"events/{eventId}/{action}", body ?? new { });
        Assert.True(answer.Succeeded, $"{action}: {answer}");
        return answer;
    }

    /// <summary>A channel to a receiver.</summary>
    public Task<string> Webhook(string name, Receiver receiver, string path) =>
        Make(
            "channels",
            new
            {
                name,
                kind = "webhook",
                settings = new { url = receiver.Url(path), secret = Receiver.Secret },
            }
        );

    /// <summary>A policy that pages a channel at once.</summary>
    public Task<string> PageAtOnce(string channelId) =>
        Make(
            "escalation-policies",
            new { name = "At once", levels = new[] { new { after = "PT0S", targets = new[] { new { channelId } } } } }
        );

    public void Dispose() => _http.Dispose();
}
