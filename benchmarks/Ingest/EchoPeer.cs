using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Watchfloor.Benchmarks;

/// <summary>Kestrel alone: reads the same JSON, keeps nothing, answers the same shape. What no server on it can exceed.</summary>
static class EchoPeer
{
    public static async Task Run(string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        await using var app = builder.Build();
        app.MapGet("/health/ready", () => Results.Ok());
        app.MapPost(
            "/api/v1/events/ingest",
            async (HttpContext http) =>
            {
                using var body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
                var eventId = body.RootElement.GetProperty("externalId").GetString();
                return Results.Json(new { eventId, outcome = "created" }, statusCode: StatusCodes.Status201Created);
            }
        );
        await app.RunAsync();
    }

    /// <summary>As a process of its own, like the server.</summary>
    public static Task<ChildProcess> Start(CancellationToken cancellation) =>
        ChildProcess.Start(Environment.ProcessPath!, address => ["peer", "echo", address.ToString()], "/health/ready", cancellation);
}
