using Watchfloor.Catalogue;
using Watchfloor.Events;
using Watchfloor.Input;
using Watchfloor.Security;

namespace Watchfloor.Plant;

/// <summary>A place, as people define it.</summary>
sealed record FacilityInput
{
    /// <summary>1–200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The facility that it lies in.</summary>
    public string? ParentId { get; init; }

    /// <summary>The scheme that it belongs to.</summary>
    public string? Scheme { get; init; }

    /// <summary>Its district metered area.</summary>
    public string? Dma { get; init; }

    /// <summary>Where on the map.</summary>
    public Point? Location { get; init; }
}

/// <summary>A place.</summary>
sealed record FacilityView(string Id, string Name, string? ParentId, string? Scheme, string? Dma, GeoPoint? Location, long Version);

/// <summary>What is special about facilities.</summary>
sealed class FacilityShape(KnownThings known) : ICatalogueShape<FacilitySpec, FacilityInput, FacilityView>
{
    public string Kind => Kinds.Facility;

    public string Noun => "facility";

    public async ValueTask<FacilitySpec?> Spec(
        FacilityInput input,
        string id,
        Entry<FacilitySpec>? before,
        Complaints complaints,
        Caller caller,
        CancellationToken cancellation
    )
    {
        complaints.Name("name", input.Name);
        complaints.Printable("scheme", input.Scheme, 64);
        complaints.Printable("dma", input.Dma, 64);
        complaints.OnEarth("location", Point.ToGeo(input.Location));
        await known.Facility(complaints, "parentId", input.ParentId, caller.Tenant, cancellation);
        complaints.Unless(
            before is null || !await known.IsBelow(input.ParentId, id, caller.Tenant, cancellation),
            "parentId",
            "lies within this facility itself"
        );
        return new(input.Name, input.ParentId, input.Scheme, input.Dma, Point.ToGeo(input.Location));
    }

    public FacilityView View(Entry<FacilitySpec> entry) =>
        new(entry.Id, entry.Spec.Name, entry.Spec.ParentId, entry.Spec.Scheme, entry.Spec.Dma, entry.Spec.Location, entry.Version);
}
