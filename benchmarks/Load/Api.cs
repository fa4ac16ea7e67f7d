using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Watchfloor.Json;

namespace Watchfloor.Benchmarks;

/// <summary>A client of the HTTP API that keeps its connections. Anything but success is an error of the measurement.</summary>
sealed class Api : IDisposable
{
    readonly HttpClient _http;

    public Api(Uri address, string key, int connections)
    {
        var handler = new SocketsHttpHandler { MaxConnectionsPerServer = connections, PooledConnectionLifetime = Timeout.InfiniteTimeSpan };
        _http = new HttpClient(handler) { BaseAddress = new Uri(address, "/api/v1/"), Timeout = TimeSpan.FromSeconds(100) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>Posts and reads the answer.</summary>
    public async Task<JsonElement> Post(string path, object body, CancellationToken cancellation)
    {
        using var answer = await _http.PostAsJsonAsync(path, body, WireJson.Options, cancellation);
        return await Read(answer, cancellation);
    }

    /// <summary>Reads one resource.</summary>
    public async Task<JsonElement> Get(string path, CancellationToken cancellation)
    {
        using var answer = await _http.GetAsync(path, cancellation);
        return await Read(answer, cancellation);
    }

    /// <summary>The sum of all series of a metric; null: there is none.</summary>
    public async Task<double?> Metric(string name, CancellationToken cancellation) =>
        Metrics.Sum(await _http.GetStringAsync("/metrics", cancellation), name);

    /// <summary>Opens an endless answer, such as the live stream.</summary>
    public Task<Stream> Stream(string path, CancellationToken cancellation) => _http.GetStreamAsync(path, cancellation);

    /// <summary>All items of a list, page by page.</summary>
    public async IAsyncEnumerable<JsonElement> All(
        string path,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation,
        string filter = ""
    )
    {
        for (var cursor = ""; ; )
        {
            var page = await Get($"{path}?limit=500{filter}{cursor}", cancellation);
            foreach (var item in page.GetProperty("items").EnumerateArray())
                yield return item;
            if (page.GetProperty("nextCursor").GetString() is not { } next)
                yield break;
            cursor = $"&cursor={next}";
        }
    }

    public void Dispose() => _http.Dispose();

    static async Task<JsonElement> Read(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        return answer.IsSuccessStatusCode
            ? JsonDocument.Parse(text).RootElement
            : throw new HttpRequestException(
                $"{answer.RequestMessage?.RequestUri} answered {(int)answer.StatusCode}: {text}",
                inner: null,
                answer.StatusCode
            );
    }
}
