using System.Collections.Immutable;
using System.Security.Cryptography;
using Orleans.Runtime;

namespace Orleans.Clustering;

/// <summary>
/// The only one that speaks to the database of members. Who was not the first to make the next view reads again and tries once more; who
/// evicts does not, since what was read anew may say something else.
/// </summary>
sealed class Membership(IMembershipTable table, TimeSpan lease) : IAsyncDisposable
{
    internal const int SecretLength = 32;

    /// <summary>A life begins. Its view is known from the answer: nobody else has changed the members since the last.</summary>
    internal async Task<Joined> Join(Member wanted, CancellationToken cancellation)
    {
        var remark = await table.Prepare(cancellation);
        while (true)
        {
            var read = await table.Read(cancellation);
            var secret = read.Secret.IsEmpty ? RandomNumberGenerator.GetBytes(SecretLength) : read.Secret;
            if (await table.Join(wanted, read.Number, secret, lease, cancellation) is { } address)
                return new(address, read.View.With(wanted with { Address = address }), secret) { Remark = remark };
        }
    }

    internal Task<Snapshot> Read(CancellationToken cancellation) => table.Read(cancellation);

    /// <summary>The newest view's number; null when the member was evicted.</summary>
    internal Task<long?> RenewLease(SiloAddress member, long acknowledged, int activations, CancellationToken cancellation) =>
        table.Renew(new(member, acknowledged, lease, activations), cancellation);

    /// <summary>Whom one member cannot reach; the votes of all.</summary>
    internal Task<ImmutableArray<Vote>> Votes(SiloAddress by, IReadOnlyCollection<SiloAddress> missed, CancellationToken cancellation) =>
        table.Votes(by, missed, cancellation);

    internal Task<bool> Evict(Eviction eviction, CancellationToken cancellation) => table.Evict(eviction, cancellation);

    /// <summary>Places nothing on the member any more; the number of the view that says so. Zero when it was evicted.</summary>
    internal async Task<long> Leave(SiloAddress member, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await table.Read(cancellation);
            if (read.RowOf(member) is not { } row)
                return 0;
            if (!row.Member.TakesGrains)
                return read.Number;
            if (await table.Leave(member, read.Number, cancellation))
                return read.Number + 1;
        }
    }

    /// <summary>All is handed over: nobody waits for this member any more.</summary>
    internal Task Depart(SiloAddress member, CancellationToken cancellation) => table.Depart(member, cancellation);

    internal ValueTask Reset() => table.Reset();

    public ValueTask DisposeAsync() => table.DisposeAsync();
}

/// <summary>What a silo knows that has just joined.</summary>
/// <param name="Address">With the generation that no life before it had.</param>
readonly record struct Joined(SiloAddress Address, View View, ReadOnlyMemory<byte> Secret)
{
    /// <summary>What people should know of the database.</summary>
    internal string? Remark { get; init; }
}
