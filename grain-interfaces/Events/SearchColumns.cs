namespace Watchfloor.Events;

/// <summary>What an event is found by, as it stands in its table.</summary>
public sealed record SearchColumns(string Terms, long? Lat, long? Lon)
{
    /// <summary>How many parts a degree has there: about a centimetre each.</summary>
    public const double PerDegree = 1e7;

    /// <summary>What follows from how readers see it.</summary>
    public static SearchColumns Of(EventView view) =>
        new(
            SearchTerms.Of(view.Source, view.Category, view.FacilityId, view.Severity, Texts(view)),
            Parts(view.Location?.Lat),
            Parts(view.Location?.Lon)
        );

    /// <summary>Degrees as they stand in the table.</summary>
    public static long Parts(double degrees) => (long)Math.Round(degrees * PerDegree, MidpointRounding.AwayFromZero);

    /// <summary>Labels in the order of their names: of very many words the first ones count.</summary>
    static string?[] Texts(EventView view)
    {
        var texts = new string?[4 + 2 * view.Attributes.Count];
        (texts[0], texts[1], texts[2], texts[3]) = (view.Id, view.ExternalId, view.Title, view.Description);
        var at = 4;
        foreach (var (name, value) in view.Attributes.OrderBy(label => label.Key, StringComparer.Ordinal))
            (texts[at++], texts[at++]) = (name, value);
        return texts;
    }

    static long? Parts(double? degrees) => degrees is { } known && double.IsFinite(known) ? Parts(known) : null;
}
