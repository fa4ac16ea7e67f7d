using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Channels;
using Watchfloor.Json;
using Watchfloor.Telemetry;

namespace Watchfloor.Tests.EdgeConnector;

/// <summary>A real Kestrel at the place of the server: it answers each request as the test says and remembers what came.</summary>
sealed class FakeServer : IAsyncDisposable
{
    readonly WebApplication app;
    readonly Channel<TelemetryBatch> taken = Channel.CreateUnbounded<TelemetryBatch>();
    readonly ConcurrentQueue<(string Key, string Body)> requests = [];
    readonly Func<int, TelemetryBatch, HttpContext, Task<int>> answer;

    FakeServer(WebApplication app, Func<int, TelemetryBatch, HttpContext, Task<int>> answer)
    {
        (this.app, this.answer) = (app, answer);
        app.MapPost("/api/v1/telemetry", (Delegate)Take);
    }

    public Uri Address => new(app.Urls.Single());

    /// <summary>Each request as it came, answered or not.</summary>
    public (string Key, string Body)[] Requests => [.. requests];

    /// <summary>Answers with the status that is given for the n-th request (from 1).</summary>
    public static Task<FakeServer> Start(Func<int, TelemetryBatch, int> status, int port = 0) =>
        Start((n, batch, _) => Task.FromResult(status(n, batch)), port);

    public static async Task<FakeServer> Start(Func<int, TelemetryBatch, HttpContext, Task<int>> answer, int port = 0)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var server = new FakeServer(builder.Build(), answer);
        await server.app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>A port on which nobody listens yet, for a server that comes later.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>How many samples of each batch it says that it left out.</summary>
    public int LeavesOut { get; set; }

    /// <summary>The next batch answered with 200.</summary>
    public Task<TelemetryBatch> Taken() =>
        taken
            .Reader.ReadAsync(TestContext.Current.CancellationToken)
            .AsTask()
            .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    async Task<IResult> Take(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        requests.Enqueue((context.Request.Headers.Authorization.ToString(), body));
        var batch = JsonSerializer.Deserialize<TelemetryBatch>(body, WireJson.Options)!;
        var status = await answer(requests.Count, batch, context);
        if (status == 200)
            taken.Writer.TryWrite(batch);
        var accepted = batch.Samples.Count - LeavesOut;
        return Results.Json(
            LeavesOut > 0 ? new { accepted, refused = LeavesOut } : new { accepted, title = "as the test says" },
            statusCode: status
        );
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
