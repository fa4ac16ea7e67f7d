using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Watchfloor.Benchmarks;

/// <summary>A webhook receiver that stamps what arrives, by dedup key; repeats keep the first stamp and are counted.</summary>
sealed class Receiver : IAsyncDisposable
{
    readonly WebApplication _app;
    int _repeats;

    Receiver(WebApplication app) => _app = app;

    public ConcurrentDictionary<string, DateTimeOffset> Arrived { get; } = new();

    public int Repeats => Volatile.Read(ref _repeats);

    public string Address => _app.Urls.First();

    public static async Task<Receiver> Start(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.MapPost("/page", receiver.Take);
        await app.StartAsync(cancellation);
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    IResult Take(HttpRequest request)
    {
        var now = DateTimeOffset.UtcNow;
        if (!Arrived.TryAdd(request.Headers["Watchfloor-Key"].ToString(), now))
            Interlocked.Increment(ref _repeats);
        return Results.NoContent();
    }
}
