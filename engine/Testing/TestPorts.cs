using System.Net;
using System.Net.Sockets;

namespace Orleans.TestingHost;

/// <summary>Pairs of ports that nobody listens at, below those that connections take by themselves. Other processes of tests look elsewhere.</summary>
static class TestPorts
{
    const int First = 11_000;
    const int Count = 20_000;

    static int s_last = Environment.ProcessId * 346 % Count;

    internal static int Next()
    {
        while (true)
        {
            var port = First + (int)((uint)Interlocked.Add(ref s_last, 2) % Count);
            if (IsFree(port))
                return port;
        }
    }

    static bool IsFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
