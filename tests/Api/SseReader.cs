using System.Net;
using System.Text.Json;

namespace Watchfloor.Tests.Api;

/// <summary>Reads a stream of changes line by line, and holds every line against the contract.</summary>
sealed class SseReader(HttpResponseMessage answer, Stream stream) : IDisposable
{
    public const string Path = "/api/v1/events/stream";

    readonly StreamReader _lines = new(stream);

    public static async Task<SseReader> Open(HttpClient client, string? cursor)
    {
        var answer = await Get(client, cursor);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new(answer, await answer.Content.ReadAsStreamAsync(Wire.Token));
    }

    public static Task<HttpResponseMessage> Get(HttpClient client, string? cursor)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Path);
        if (cursor is not null)
            request.Headers.TryAddWithoutValidation("Last-Event-ID", cursor);
        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Wire.Token);
    }

    /// <summary>The next change, or the next of this event.</summary>
    public async Task<(string Cursor, JsonElement Event)> Next(string? eventId = null)
    {
        while (await NextOrEnd() is { } change)
        {
            if (eventId is null || change.Event.GetProperty("id").GetString() == eventId)
                return change;
        }
        throw new EndOfStreamException();
    }

    /// <summary>The next change; null where the server ended the stream.</summary>
    public async Task<(string Cursor, JsonElement Event)?> NextOrEnd()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Wire.Token);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (await _lines.ReadLineAsync(patience.Token) is { } line)
        {
            if (!line.StartsWith("id: ", StringComparison.Ordinal))
            {
                Assert.True(line.Length == 0 || line.StartsWith(':'), line);
                continue;
            }
            var data = (await _lines.ReadLineAsync(patience.Token))!;
            Assert.StartsWith("data: {", data);
            Assert.Equal("", await _lines.ReadLineAsync(patience.Token));
            return (line["id: ".Length..], JsonDocument.Parse(data["data: ".Length..]).RootElement);
        }
        return null;
    }

    public void Dispose()
    {
        _lines.Dispose();
        answer.Dispose();
    }
}
