using System.Collections.Immutable;
using Orleans.Runtime;

namespace Orleans.Clustering;

/// <summary>The row of one life that is neither evicted nor departed.</summary>
/// <param name="LeaseLeft">How long its lease went on by the database's clock when the row was read.</param>
/// <param name="Acknowledged">The newest view that it has acted on.</param>
sealed record MemberRow(Member Member, TimeSpan LeaseLeft, long Acknowledged)
{
    internal bool IsExpired => LeaseLeft <= TimeSpan.Zero;

    internal SiloAddress Address => Member.Address;
}

/// <summary>View and rows as they were at one moment, read at once.</summary>
/// <param name="Number">That of the newest view; zero before the first silo ever joined.</param>
/// <param name="Secret">Empty before the first silo ever joined.</param>
sealed record Snapshot(long Number, ReadOnlyMemory<byte> Secret, ImmutableArray<MemberRow> Rows)
{
    internal static readonly Snapshot Empty = new(0, ReadOnlyMemory<byte>.Empty, []);

    internal View View => new(Number, [.. Rows.Select(static row => row.Member)]);

    internal MemberRow? RowOf(SiloAddress address) => Rows.FirstOrDefault(row => row.Address.Equals(address));
}
