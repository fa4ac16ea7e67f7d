using System.Net;
using Orleans.Clustering;
using Orleans.Runtime;

namespace Watchfloor.Tests.EngineOnly.Clustering;

/// <summary>Members and grains by number.</summary>
static class Lives
{
    internal static SiloAddress Address(int number, int generation = 1) => SiloAddress.New(IPAddress.Loopback, 1000 + number, generation);

    internal static Member Member(int number, int generation = 1) =>
        new(Address(number, generation), $"silo{number}", FeatureLevel: 1, TakesGrains: true);

    internal static View View(long number, params int[] members) => new(number, [.. members.Select(member => Member(member))]);

    internal static MemberRow Row(int number, long acknowledged, bool isExpired = false, TimeSpan? leaseLeft = null) =>
        new(Member(number), leaseLeft ?? (isExpired ? TimeSpan.Zero : TimeSpan.FromSeconds(9.5)), acknowledged);

    internal static Snapshot Read(long number, params MemberRow[] rows) => new(number, ReadOnlyMemory<byte>.Empty, [.. rows]);

    internal static GrainId[] Grains(int count) => [.. Enumerable.Range(0, count).Select(key => GrainId.Create("event", $"e{key}"))];

    /// <summary>Those of a thousand that the view gives to a member.</summary>
    internal static GrainId[] Of(this View view, int member) =>
        [.. Grains(1000).Where(grain => Address(member).Equals(view.OwnerOf(grain)))];
}
