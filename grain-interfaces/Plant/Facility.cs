using Watchfloor.Events;

namespace Watchfloor.Plant;

/// <summary>A place: a pump station, a plant. <paramref name="Dma"/> is its district metered area.</summary>
[GenerateSerializer, Immutable, Alias("wf.FacilitySpec")]
public sealed record FacilitySpec(
    [property: Id(0)] string Name,
    [property: Id(1)] string? ParentId,
    [property: Id(2)] string? Scheme,
    [property: Id(3)] string? Dma,
    [property: Id(4)] GeoPoint? Location
);
