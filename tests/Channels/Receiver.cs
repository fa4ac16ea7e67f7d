using System.Collections.Concurrent;

namespace Watchfloor.Tests.Channels;

/// <summary>What a receiver was sent.</summary>
sealed record Received(string Path, string Body, IReadOnlyDictionary<string, string> Headers, long? ContentLength);

/// <summary>Somebody else's HTTP server on a free port, which answers as it is told.</summary>
sealed class Receiver : IAsyncDisposable
{
    readonly WebApplication _app;

    Receiver(WebApplication app) => _app = app;

    public ConcurrentQueue<Received> Pages { get; } = [];

    /// <summary>How it answers; may wait for the end of the connection.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    public Uri Url => new(_app.Urls.First());

    public static async Task<Receiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(receiver.Receive);
        await app.StartAsync();
        return receiver;
    }

    async Task Receive(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        Pages.Enqueue(new(context.Request.Path, body, Copied(context.Request.Headers), context.Request.ContentLength));
        await Answer(context);
    }

    /// <summary>The server uses its dictionary again for the next request.</summary>
    static Dictionary<string, string> Copied(IHeaderDictionary headers) =>
        headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
