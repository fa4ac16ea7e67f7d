namespace Watchfloor.Events;

/// <summary>What an event is found by, as it stands in its table.</summary>
public sealed record SearchColumns(string Terms, long? Lat, long? Lon)
{
    /// <summary>How many parts a degree has there: about a centimetre each.</summary>
    public const double PerDegree = 1e7;

    /// <summary>What follows from how readers see it.</summary>
    public static SearchColumns Of(EventView view) =>
        new(
            SearchTerms.Of(
                view.Source,
                view.Category,
                view.FacilityId,
                view.Severity,
                [
                    view.Id,
                    view.ExternalId,
                    view.Title,
                    view.Description,
                    .. view.Attributes.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key} {label.Value}"),
                ]
            ),
            Parts(view.Location?.Lat),
            Parts(view.Location?.Lon)
        );

    /// <summary>Degrees as they stand in the table.</summary>
    public static long Parts(double degrees) => (long)Math.Round(degrees * PerDegree, MidpointRounding.AwayFromZero);

    static long? Parts(double? degrees) => degrees is { } known && double.IsFinite(known) ? Parts(known) : null;
}
