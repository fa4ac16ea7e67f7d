using System.Net;
using System.Net.Sockets;

namespace Watchfloor.Tests.Processes;

/// <summary>
/// Ports on which a server can listen, die and listen again. They lie below the range from which the system takes ports for
/// outgoing connections, so that nobody takes one while its server is down.
/// </summary>
static class FreePorts
{
    const int First = 20_200;
    const int Count = 11_000;
    static int _next = Environment.ProcessId * 97 % Count;

    public static int Next()
    {
        int port;
        do port = First + (Interlocked.Increment(ref _next) % Count);
        while (!IsFree(port));
        return port;
    }

    static bool IsFree(int port)
    {
        using var probe = new TcpListener(IPAddress.Loopback, port);
        try
        {
            probe.Start();
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return false;
        }
    }
}
