namespace Watchfloor.Events;

/// <summary>
/// What an event is found by, kept beside that from which it follows, because one more detection changes neither. It says nothing that its
/// event does not say, so no two differ in it. Kept from the second time on: most events are told once, and it is large.
/// </summary>
struct FoundBy : IEquatable<FoundBy>
{
    Kept? _kept;

    /// <summary>As it is now; worked out anew where something of that changed.</summary>
    public SearchColumns Of(EventBody body, EventView view)
    {
        var of = new Basis(
            view.Id,
            body.Severity,
            body.Source,
            body.Category,
            body.FacilityId,
            body.ExternalId,
            body.Title,
            body.Description,
            body.Location,
            body.Attributes
        );
        if (_kept is { } kept && kept.Of == of)
            return kept.Columns;
        var columns = SearchColumns.Of(view);
        if (body.Count > 1)
            _kept = new(of, columns);
        return columns;
    }

    public readonly bool Equals(FoundBy other) => true;

    public override readonly bool Equals(object? obj) => obj is FoundBy;

    public override readonly int GetHashCode() => 0;

    sealed record Kept(Basis Of, SearchColumns Columns);

    readonly record struct Basis(
        string Id,
        Severity Severity,
        string Source,
        string Category,
        string? FacilityId,
        string? ExternalId,
        string Title,
        string? Description,
        GeoPoint? Location,
        Values<EventAttribute> Attributes
    );
}
