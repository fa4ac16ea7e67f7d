using System.Collections.Immutable;
using Orleans.Clustering;
using Orleans.Runtime;

namespace Watchfloor.Tests.EngineOnly.Clustering;

/// <summary>A table out of which no row can be taken: somebody holds them locked for ever.</summary>
sealed class LockedTable(IMembershipTable table) : IMembershipTable
{
    public Task Depart(SiloAddress member, CancellationToken cancellation) => Task.Delay(Timeout.InfiniteTimeSpan, cancellation);

    public Task<string?> Prepare(CancellationToken cancellation) => table.Prepare(cancellation);

    public Task<Snapshot> Read(CancellationToken cancellation) => table.Read(cancellation);

    public Task<SiloAddress?> Join(Member member, long seen, ReadOnlyMemory<byte> secret, TimeSpan lease, CancellationToken cancellation) =>
        table.Join(member, seen, secret, lease, cancellation);

    public Task<long?> Renew(Renewal renewal, CancellationToken cancellation) => table.Renew(renewal, cancellation);

    public Task<bool> Evict(Eviction eviction, CancellationToken cancellation) => table.Evict(eviction, cancellation);

    public Task<bool> Leave(SiloAddress member, long seen, CancellationToken cancellation) => table.Leave(member, seen, cancellation);

    public Task<ImmutableArray<Vote>> Votes(SiloAddress by, IReadOnlyCollection<SiloAddress> missed, CancellationToken cancellation) =>
        table.Votes(by, missed, cancellation);

    public ValueTask Reset() => table.Reset();

    public ValueTask DisposeAsync() => table.DisposeAsync();
}
