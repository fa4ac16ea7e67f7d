using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Watchfloor.Silo;

/// <summary>How the web server works its connections.</summary>
static class Wires
{
    /// <summary>
    /// What came over a connection is worked by the thread that read it, and whoever answers sends it himself: most requests wait for nothing but
    /// a grain, and handing them on costs more than what they do. A read that blocks holds up no other connection, since each that has
    /// something is another thread's work. The buffer of a connection is there before something comes: to ask first whether
    /// there is something is one more call of the system for each request.
    /// </summary>
    public static void AddWires(this IServiceCollection services) =>
        services.Configure<SocketTransportOptions>(static sockets =>
            (sockets.UnsafePreferInlineScheduling, sockets.WaitForDataBeforeAllocatingBuffer) = (true, false)
        );
}
