using Orleans.Runtime;
using Orleans.Transport;

namespace Orleans.Calls;

/// <summary>Calls of a client to the silos of a cluster, each to the one that serves the grain.</summary>
sealed class ClusterRoute(Network network, TimeSpan patience) : ICallRoute
{
    public void Send(Request request)
    {
        if (patience > TimeSpan.Zero && !request.Method.OneWay)
        {
            request.Deadline = Environment.TickCount64 + (long)patience.TotalMilliseconds;
            request.Patience = patience;
        }
        network.Route(request);
    }
}
