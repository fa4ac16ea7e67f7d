namespace Watchfloor.History;

/// <summary>Tells how entities of a tenant looked at an instant. Key: <c>tenant/history</c>; it speaks of no other tenant.</summary>
[Alias("wf.IHistoryGrain")]
public interface IHistoryGrain : IGrainWithStringKey
{
    /// <summary>How an entity looked, by the instants of its facts.</summary>
    [Alias("At")]
    Task<Past> At(EntityId entity, DateTimeOffset instant, CancellationToken cancellation = default);
}

/// <summary>Names the grain that tells of a tenant.</summary>
public static class HistoryKey
{
    /// <summary>The key of the grain.</summary>
    public static string Of(TenantId tenant) => $"{tenant.Value}/history";
}

/// <summary>Whether there was something to see.</summary>
[GenerateSerializer, Alias("wf.PastKind")]
public enum PastKind
{
    /// <summary>It was there.</summary>
    Seen = 0,

    /// <summary>Nothing ever happened under this id.</summary>
    Unknown = 1,

    /// <summary>Its first fact is later; <see cref="Past.At"/> says when.</summary>
    NotYet = 2,

    /// <summary>It had been taken away; <see cref="Past.At"/> says when.</summary>
    Gone = 3,
}

/// <summary>An entity as it looked at an instant.</summary>
/// <param name="View">The view as JSON, as the store would have held it; null unless it was there.</param>
/// <param name="Version">The version that it had.</param>
/// <param name="At">The instant of the fact that decides: the newest one told, or the first one where there is none yet.</param>
[GenerateSerializer, Immutable, Alias("wf.Past")]
public sealed record Past(
    [property: Id(0)] PastKind Kind,
    [property: Id(1)] string? View = null,
    [property: Id(2)] long Version = 0,
    [property: Id(3)] DateTimeOffset At = default
);
