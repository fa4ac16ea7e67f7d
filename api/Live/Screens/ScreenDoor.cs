using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Watchfloor.Security;

namespace Watchfloor.Live;

/// <summary>
/// The live hub. Who comes with a WebSocket at once, as our own screens do, gets a <see cref="Screen"/>: nothing stands between the hub and the
/// socket. SignalR's own way, which all others go, has a pipe there, and a thread of the pool that empties it: each frame is copied once more for
/// each screen, handed on once more, and sent in pieces of 4 KB.
/// </summary>
static class ScreenDoor
{
    public static void MapLiveHub(this IEndpointRouteBuilder app)
    {
        var hub = app.MapHub<LiveHub>("/hubs/live").RequireAuthorization(Doors.Read);
        hub.Finally(endpoint =>
        {
            if (endpoint.RequestDelegate is { } others && !endpoint.Metadata.OfType<NegotiateMetadata>().Any())
                endpoint.RequestDelegate = BeforeAll(app, others);
        });
    }

    static RequestDelegate BeforeAll(IEndpointRouteBuilder app, RequestDelegate others)
    {
        var way = app.CreateApplicationBuilder();
        way.UseWebSockets();
        way.Run(context => context.WebSockets.IsWebSocketRequest && !WasNegotiated(context) ? Show(context) : others(context));
        return way.Build();
    }

    static bool WasNegotiated(HttpContext context) => context.Request.Query.ContainsKey("id");

    static async Task Show(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var services = context.RequestServices;
        using var screen = new Screen(context, socket, services.GetRequiredService<ApiClock>());
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        await using var end = stopping.Register(screen.Close);
        await screen.Show(services.GetRequiredService<HubConnectionHandler<LiveHub>>());
    }
}
