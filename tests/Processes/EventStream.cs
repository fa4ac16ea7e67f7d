using System.Text.Json;

namespace Watchfloor.Tests.Processes;

/// <summary>One change as the stream told it.</summary>
sealed record Change(string Cursor, JsonElement Event)
{
    public string EventId => Event.GetProperty("id").GetString()!;

    public string Status => Event.GetProperty("status").GetString()!;

    public long Version => Event.GetProperty("version").GetInt64();
}

/// <summary>A listener to /events/stream that reads the lines itself and keeps what it heard, until the connection ends.</summary>
sealed class EventStream : IAsyncDisposable
{
    readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    readonly CancellationTokenSource _stop = new();
    readonly List<Change> _heard = [];
    readonly Lock _lock = new();
    Task _reading = Task.CompletedTask;

    /// <summary>Everything heard so far, in order.</summary>
    public IReadOnlyList<Change> Heard
    {
        get
        {
            lock (_lock)
                return [.. _heard];
        }
    }

    /// <summary>Listens from now on, or right after a cursor; returns when the server has answered.</summary>
    public static async Task<EventStream> Listen(ServerProcess server, string? lastEventId = null)
    {
        var stream = new EventStream();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{server.Address}/api/v1/events/stream");
        request.Headers.Authorization = new("Bearer", server.AdminKey());
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        var answer = await stream._http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        stream._reading = stream.Read(answer);
        return stream;
    }

    /// <summary>Waits until changes of all these events were heard.</summary>
    public Task Hears(params IEnumerable<string> eventIds) =>
        Eventually.Sees(
            "changes of these events on the stream",
            () => eventIds.Except(Heard.Select(change => change.EventId)).ToList(),
            missing => missing.Count == 0
        );

    /// <summary>Waits until the connection has ended.</summary>
    public Task Ends() => _reading.WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        _stop.Dispose();
        _http.Dispose();
    }

    async Task Read(HttpResponseMessage answer)
    {
        using var _ = answer;
        try
        {
            using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(_stop.Token));
            var cursor = "";
            while (await lines.ReadLineAsync(_stop.Token) is { } line)
            {
                if (line.StartsWith("id:", StringComparison.Ordinal))
                    cursor = line[3..].Trim();
                else if (line.StartsWith("data:", StringComparison.Ordinal))
                    Keep(new(cursor, JsonDocument.Parse(line[5..]).RootElement));
            }
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            // The connection ended, by the server's death or by ours.
        }
    }

    void Keep(Change change)
    {
        lock (_lock)
            _heard.Add(change);
    }
}
