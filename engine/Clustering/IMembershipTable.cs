using System.Collections.Immutable;
using Orleans.Runtime;

namespace Orleans.Clustering;

/// <summary>
/// Where members, leases and the number of the newest view are kept. What changes the members makes the next view in the same transaction,
/// and only for who has seen the last: false or null says that somebody else was faster, and that it is to be read again.
/// </summary>
interface IMembershipTable : IAsyncDisposable
{
    /// <summary>Makes the tables where they are missing. What people should know of them, if anything.</summary>
    Task<string?> Prepare(CancellationToken cancellation);

    /// <summary>View and rows, all of one moment.</summary>
    Task<Snapshot> Read(CancellationToken cancellation);

    /// <summary>
    /// The row and the next view; the row has acknowledged nothing. Its address, with a generation that no other row of that endpoint has.
    /// The secret is kept where there is none yet.
    /// </summary>
    Task<SiloAddress?> Join(Member member, long seen, ReadOnlyMemory<byte> secret, TimeSpan lease, CancellationToken cancellation);

    /// <summary>
    /// One statement that changes no key: the lease runs anew, and the acknowledgement goes up, never down. The newest view's number, or null
    /// when the row is gone.
    /// </summary>
    Task<long?> Renew(Renewal renewal, CancellationToken cancellation);

    /// <summary>First ends the lease, in a statement of its own; then takes the member out, which waits for batches that passed the fence.</summary>
    Task<bool> Evict(Eviction eviction, CancellationToken cancellation);

    /// <summary>The next view, which places nothing on the member.</summary>
    Task<bool> Leave(SiloAddress member, long seen, CancellationToken cancellation);

    /// <summary>Takes out the row of who has left and handed over.</summary>
    Task Depart(SiloAddress member, CancellationToken cancellation);

    /// <summary>Says anew whom a member cannot reach; the votes of all members.</summary>
    Task<ImmutableArray<Vote>> Votes(SiloAddress by, IReadOnlyCollection<SiloAddress> missed, CancellationToken cancellation);

    /// <summary>The last answer did not come: whatever is open is thrown away, and the next call begins anew.</summary>
    ValueTask Reset();
}

/// <param name="Activations">How many grains are in memory there, for people.</param>
readonly record struct Renewal(SiloAddress Member, long Acknowledged, TimeSpan Lease, int Activations);

/// <param name="By">Who evicts: a member himself, or nothing happens.</param>
/// <param name="LeaseLeft">Not when more than this is left of its lease by now: then it was renewed meanwhile. Null: whatever is left.</param>
readonly record struct Eviction(SiloAddress Member, SiloAddress By, long Seen, TimeSpan? LeaseLeft);
