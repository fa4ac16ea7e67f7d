using Watchfloor.Health;
using Watchfloor.Kernel;

namespace Watchfloor.Silo;

/// <summary>
/// A process of a cluster that is asked to end says so at once to whoever asks whether it is ready, and serves on for a moment, so that a
/// load balancer sends the next requests elsewhere. Live streams end at once; their clients go on with another process. Register it before
/// the silo: what is registered first stops last, and grains are handed over within the same moment.
/// </summary>
sealed class Draining(IHostApplicationLifetime life, [FromKeyedServices(InfrastructureTime.Key)] TimeProvider machine)
    : IHostedLifecycleService,
        IReadiness
{
    static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    long _since;
    volatile bool _ends;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> Reasons(CancellationToken cancellation) =>
        new(_ends ? ["this process is being stopped; another one serves"] : []);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        life.ApplicationStopping.Register(End);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        End();
        var left = Moment - machine.GetElapsedTime(_since);
        if (left > TimeSpan.Zero)
            await Task.Delay(left, machine, cancellationToken);
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    void End()
    {
        if (_ends)
            return;
        _since = machine.GetTimestamp();
        _ends = true;
    }
}
