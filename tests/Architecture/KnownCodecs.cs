using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using Orleans.Runtime;

namespace Watchfloor.Tests.Architecture;

/// <summary>Types of the framework and of the engine that cross in both engines.</summary>
static class KnownCodecs
{
    static readonly HashSet<Type> Types =
    [
        typeof(void),
        typeof(string),
        typeof(decimal),
        typeof(Guid),
        typeof(DateTime),
        typeof(DateTimeOffset),
        typeof(DateOnly),
        typeof(TimeOnly),
        typeof(TimeSpan),
        typeof(Uri),
        typeof(Version),
        typeof(IPAddress),
        typeof(CancellationToken),
        typeof(Task),
        typeof(Task<>),
        typeof(ValueTask),
        typeof(ValueTask<>),
        typeof(Nullable<>),
        typeof(KeyValuePair<,>),
        typeof(ImmutableArray<>),
        typeof(ImmutableList<>),
        typeof(ImmutableHashSet<>),
        typeof(ImmutableDictionary<,>),
        typeof(ImmutableSortedDictionary<,>),
        typeof(FrozenSet<>),
        typeof(FrozenDictionary<,>),
        typeof(List<>),
        typeof(HashSet<>),
        typeof(Dictionary<,>),
        typeof(IReadOnlyList<>),
        typeof(GrainId),
        typeof(StreamId),
        typeof(SiloAddress),
        typeof(TickStatus),
    ];

    public static bool Has(Type type) =>
        type.IsPrimitive
        || Types.Contains(type)
        || type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal)
        || type.FullName.StartsWith("System.Tuple`", StringComparison.Ordinal);
}
