using System.Collections.Immutable;
using System.Text;
using Orleans.Runtime;

namespace Orleans.Clustering;

/// <summary>One life of a silo, as the database has it.</summary>
/// <param name="TakesGrains">False while it leaves: grains are placed on others.</param>
/// <param name="FeatureLevel">Up to which level it understands facts and messages.</param>
sealed record Member(SiloAddress Address, string Name, int FeatureLevel, bool TakesGrains);

/// <summary>
/// The members that grains are placed on, under a number that goes up by one with each change. A grain goes to the member with the highest
/// hash of both (rendezvous hashing): who comes or goes moves his own share, nothing else.
/// </summary>
sealed class View
{
    internal static readonly View None = new(0, []);

    readonly (SiloAddress Address, ulong Seed)[] _places;

    internal View(long number, ImmutableArray<Member> members)
    {
        (Number, Members) = (number, members);
        _places = [.. members.Where(static member => member.TakesGrains).Select(static member => (member.Address, SeedOf(member.Address)))];
    }

    internal long Number { get; }

    internal ImmutableArray<Member> Members { get; }

    /// <summary>The lowest of its members: what all of them understand.</summary>
    internal int FeatureLevel => Members.IsEmpty ? 0 : Members.Min(static member => member.FeatureLevel);

    internal SiloAddress? OwnerOf(GrainId grain)
    {
        if (_places.Length < 2)
            return _places.Length == 0 ? null : _places[0].Address;
        var id = HashOf(grain);
        var best = 0;
        var highest = 0UL;
        for (var index = 0; index < _places.Length; index++)
        {
            var weight = Mix(id ^ _places[index].Seed);
            if (weight < highest)
                continue;
            (best, highest) = (index, weight);
        }
        return _places[best].Address;
    }

    internal bool Has(SiloAddress address) => Members.Any(member => member.Address.Equals(address));

    /// <summary>The next view: with one more member, or with what has changed of one.</summary>
    internal View With(Member member) => new(Number + 1, [.. Members.Where(other => !other.Address.Equals(member.Address)), member]);

    /// <summary>The next view, with one member less.</summary>
    internal View Without(SiloAddress address) => new(Number + 1, [.. Members.Where(member => !member.Address.Equals(address))]);

    /// <summary>The same in every process, of every version: where a grain lives depends on it.</summary>
    static ulong HashOf(GrainId grain) => Fold(Fold(14695981039346656037UL, grain.Type.ToString()), grain.Key.ToString());

    static ulong SeedOf(SiloAddress address) => Mix(Fold(14695981039346656037UL, address.ToParsableString()));

    static ulong Fold(ulong hash, string? text)
    {
        Span<byte> buffer = stackalloc byte[256];
        var bytes =
            Encoding.UTF8.GetMaxByteCount(text?.Length ?? 0) <= buffer.Length ? buffer : new byte[Encoding.UTF8.GetByteCount(text!)];
        foreach (var part in bytes[..Encoding.UTF8.GetBytes(text, bytes)])
            hash = (hash ^ part) * 1099511628211UL;
        return (hash ^ 0xFF) * 1099511628211UL; // no byte of UTF-8 is 0xFF: it ends the part
    }

    /// <summary>The finalizer of MurmurHash3: every bit of the input reaches every bit of the result.</summary>
    static ulong Mix(ulong value)
    {
        value = (value ^ value >> 33) * 0xff51afd7ed558ccdUL;
        value = (value ^ value >> 33) * 0xc4ceb9fe1a85ec53UL;
        return value ^ value >> 33;
    }
}
