using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Watchfloor.Silo;

/// <summary>
/// Ports that nobody listens on. They lie below the range from which systems take ports for outgoing connections, so that a process that is
/// started again finds its own free.
/// </summary>
static class FreePort
{
    const int First = 15_000;
    const int Beyond = 32_000;

    /// <summary>Any on an address of this machine.</summary>
    public static int On(IPAddress address)
    {
        var start = RandomNumberGenerator.GetInt32(First, Beyond);
        return From(address, start, Beyond) ?? From(address, First, start) ?? throw new InvalidOperationException("every port is taken");
    }

    /// <summary>The first that is free from one on.</summary>
    public static int Following(IPAddress address, int port) =>
        From(address, port, IPEndPoint.MaxPort + 1) ?? throw new InvalidOperationException($"every port from {port} on is taken");

    /// <summary>Whether one is free.</summary>
    public static bool IsFree(IPAddress address, int port)
    {
        using var probe = new TcpListener(address, port);
        try
        {
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    static int? From(IPAddress address, int first, int beyond)
    {
        for (var port = first; port < beyond; port++)
        {
            if (IsFree(address, port))
                return port;
        }
        return null;
    }
}
