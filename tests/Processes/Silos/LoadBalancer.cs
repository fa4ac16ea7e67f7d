using System.Net.Sockets;

namespace Watchfloor.Tests.Processes;

/// <summary>
/// What people put before their apis: it asks each whether it is ready, and sends a request to the next one that was. Where nobody listens any
/// more it goes on to another one; what anybody has taken is never sent again.
/// </summary>
sealed class LoadBalancer : IAsyncDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan Probe = TimeSpan.FromSeconds(2);

    readonly SiloProcesses _cluster;
    readonly HttpClient _prober = new() { Timeout = Probe };
    readonly CancellationTokenSource _stop = new();
    readonly Task _running;
    volatile IReadOnlyList<string> _serving;
    int _turn;

    public LoadBalancer(SiloProcesses cluster)
    {
        (_cluster, _serving) = (cluster, cluster.Addresses);
        _running = Task.Run(Look);
    }

    /// <summary>Speaks to whichever api is ready, as the administrator.</summary>
    public Caller Admin() => new("http://apis", _cluster.AdminKey(), new Way(this));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(Eventually.Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _prober.Dispose();
        _stop.Dispose();
    }

    async Task Look()
    {
        using var rest = new PeriodicTimer(Pause);
        while (!_stop.IsCancellationRequested)
        {
            var seen = await Task.WhenAll(_cluster.Addresses.Select(async address => (address, ready: await IsReady(address))));
            _serving = [.. seen.Where(one => one.ready).Select(one => one.address)];
            await rest.WaitForNextTickAsync(_stop.Token);
        }
    }

    async Task<bool> IsReady(string address)
    {
        try
        {
            using var answer = await _prober.GetAsync(new Uri($"{address}/health/ready"), _stop.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or IOException or TaskCanceledException)
        {
            return false;
        }
    }

    /// <summary>Those that serve, another one first each time.</summary>
    IEnumerable<string> Serving()
    {
        var (serving, first) = (_serving, (uint)Interlocked.Increment(ref _turn));
        return Enumerable.Range(0, serving.Count).Select(n => serving[(int)((first + n) % serving.Count)]);
    }

    sealed class Way(LoadBalancer balancer) : DelegatingHandler(new SocketsHttpHandler { UseCookies = false })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.PathAndQuery;
            foreach (var address in balancer.Serving())
            {
                request.RequestUri = new($"{address}{path}");
                try
                {
                    return await base.SendAsync(request, cancellationToken);
                }
                catch (HttpRequestException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
                {
                    // It has gone since it was asked, and has taken nothing.
                }
            }
            throw new HttpRequestException("no api takes it");
        }
    }
}
