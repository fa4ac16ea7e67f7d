using Microsoft.Extensions.DependencyInjection.Extensions;
using Watchfloor.Kernel;

namespace Watchfloor.Tests.Grains;

/// <summary>An outbox of which nothing goes out while it is held: what a process leaves behind that dies right after a commit.</summary>
sealed class HeldOutbox(IOutbox inner, Func<bool> isHeld) : IOutbox
{
    public event Action? Added
    {
        add => inner.Added += value;
        remove => inner.Added -= value;
    }

    public int Partitions => inner.Partitions;

    public async ValueTask<IReadOnlyList<Outgoing>> After(int partition, long seq, int limit, CancellationToken cancellation) =>
        isHeld() ? [] : await inner.After(partition, seq, limit, cancellation);

    public Task Done(IReadOnlyList<long> seqs) => inner.Done(seqs);

    public Task Failed(long seq, int attempts, string reason) => inner.Failed(seq, attempts, reason);

    public Task Park(long seq, string reason) => inner.Park(seq, reason);

    public ValueTask<long> Depth(CancellationToken cancellation) => inner.Depth(cancellation);

    /// <summary>Puts it before the outbox of whichever store was registered.</summary>
    public static void Put(IServiceCollection services, Func<bool> isHeld)
    {
        var store = services.Last(service => service.ServiceType == typeof(IOutbox));
        services.Replace(
            ServiceDescriptor.Singleton<IOutbox>(provider => new HeldOutbox((IOutbox)store.ImplementationFactory!(provider), isHeld))
        );
    }
}
