using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Clustering;

/// <summary>
/// The cluster as a client sees it: it reads view and secret every second, and at once when somebody speaks of a newer view or a silo does
/// not answer. While the database is away it goes on with what it has read last.
/// </summary>
sealed class ClientCluster(
    Membership membership,
    ILogger<ClientCluster> logger,
    [FromKeyedServices(TimeProviderNames.Membership)] TimeProvider clock
) : ICluster, IHostedService, IDisposable
{
    static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(1);

    readonly Signal _signal = new();
    readonly CancellationTokenSource _ended = new();
    volatile Seen _seen = new(View.None, ReadOnlyMemory<byte>.Empty);
    volatile TaskCompletionSource _change = NextChange();
    Task _keeping = Task.CompletedTask;
    bool _isAway;

    public View View => _seen.View;

    public event Action<View>? Installed;

    public Task Change => _change.Task;

    public ReadOnlyMemory<byte> Secret => _seen.Secret;

    public SiloAddress? OwnerOf(GrainId grain) => View.OwnerOf(grain);

    public bool MayServe(GrainId grain) => false;

    public bool MayCall => true;

    public void Heard(long view)
    {
        if (view > View.Number)
            _signal.Look();
    }

    public void Refused(SiloAddress member, bool wasThere)
    {
        if (View.Has(member))
            _signal.Look();
    }

    public void Reached(SiloAddress member) { }

    public void Missed(SiloAddress member) { }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Look();
        using (ExecutionContext.SuppressFlow())
            _keeping = Task.Run(Keep, CancellationToken.None);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _ended.CancelAsync();
        await _keeping;
    }

    public void Dispose()
    {
        // The container disposes of it once for each name that it has there.
        if (!_ended.IsCancellationRequested)
            _ended.Cancel();
        _ended.Dispose();
    }

    async Task Keep()
    {
        while (!_ended.IsCancellationRequested)
        {
            await _signal.Wait(Rhythm, clock, _ended.Token);
            _signal.Take();
            await Look();
        }
    }

    async Task Look()
    {
        try
        {
            See(await membership.Read(_ended.Token));
            _isAway = false;
        }
        catch (Exception fault)
        {
            if (!_isAway && !_ended.IsCancellationRequested)
                logger.LogWarning(fault, "The database of members does not answer; calls go by the last view that was read.");
            _isAway = true;
            await membership.Reset();
        }
    }

    void See(Snapshot read)
    {
        var before = View;
        if (read.Number <= before.Number)
            return;
        _seen = new(read.View, read.Secret);
        Installed?.Invoke(before);
        Interlocked.Exchange(ref _change, NextChange()).SetResult();
    }

    static TaskCompletionSource NextChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    sealed record Seen(View View, ReadOnlyMemory<byte> Secret);
}
