using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Watchfloor.EdgeConnector;

/// <summary>One attempt to hand a batch to POST /api/v1/telemetry. Every failure of the way there is an answer, not an exception.</summary>
public sealed class ServerDoor : IDisposable
{
    const int LongestReason = 500;
    readonly HttpClient http;
    readonly KeyFile key;
    readonly TimeSpan patience;
    readonly TimeProvider clock;

    public ServerDoor(Uri server, KeyFile key, TimeSpan patience, TimeProvider clock)
    {
        (this.key, this.patience, this.clock) = (key, patience, clock);
        http = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = !server.IsLoopback,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5), // names may move
            }
        )
        {
            BaseAddress = new Uri(server.AbsoluteUri.TrimEnd('/') + "/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public async Task<Answer> Send(SpooledBatch batch, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
        using var span = Tracing.HandOver(batch); // the request's own span and its traceparent come under it
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/telemetry")
            {
                Content = new ReadOnlyMemoryContent(batch.Body) { Headers = { ContentType = new("application/json") } },
            };
            request.Headers.Authorization = new("Bearer", key.Key);
            using var response = await http.SendAsync(request, either.Token);
            span?.SetTag("http.response.status_code", (int)response.StatusCode);
            var body = await response.Content.ReadAsStringAsync(either.Token);
            return Answer.Of(response.StatusCode, Reason(response, body), After(response.Headers.RetryAfter), LeftOut(body));
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            return new Answer.Later($"no answer within {patience.TotalSeconds:0.#} s");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException or UnauthorizedAccessException)
        {
            span?.SetTag("error.type", e.GetType().Name).SetStatus(ActivityStatusCode.Error);
            return new Answer.Later(e.Message);
        }
    }

    public void Dispose() => http.Dispose();

    static string Reason(HttpResponseMessage response, string body) =>
        $"{(int)response.StatusCode} {response.ReasonPhrase} {body[..Math.Min(body.Length, LongestReason)]}".ReplaceLineEndings(" ").Trim();

    /// <summary>How many samples the answer says were left out; one that cannot be read says nothing.</summary>
    static int LeftOut(string body)
    {
        try
        {
            using var answer = JsonDocument.Parse(body);
            return
                answer.RootElement is { ValueKind: JsonValueKind.Object } said
                && said.TryGetProperty("refused", out var refused)
                && refused.ValueKind == JsonValueKind.Number
                && refused.TryGetInt32(out var count)
                ? count
                : 0;
        }
        catch (JsonException)
        {
            return 0; // a proxy on the way may answer as it likes
        }
    }

    TimeSpan? After(RetryConditionHeaderValue? header) => header?.Delta ?? (header?.Date is { } date ? date - clock.GetUtcNow() : null);
}
