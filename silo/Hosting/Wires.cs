using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Watchfloor.Silo;

/// <summary>How the web server works its connections.</summary>
static class Wires
{
    /// <summary>
    /// What came over a connection is worked by the thread that read it, and whoever answers sends it himself: most requests wait for nothing but
    /// a grain, and handing them on costs more than what they do. One that blocks holds up no other connection, since each that has something
    /// to read is another thread's work.
    /// </summary>
    public static void AddWires(this IServiceCollection services) =>
        services.Configure<SocketTransportOptions>(static sockets => sockets.UnsafePreferInlineScheduling = true);
}
