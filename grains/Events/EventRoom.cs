namespace Watchfloor.Events;

/// <summary>
/// What the state of an event has room for: 16 KB as JSON in all. What people wrote is shortened; a condition too many is
/// not dropped, its detection begins another event.
/// </summary>
public static class EventRoom
{
    const int Title = 600;
    const int Description = 3_000;
    const int Attributes = 2_000;
    const int Contributors = 5_000;
    const int ContributorTitle = 200;

    /// <summary>As much of a title as there is room for.</summary>
    public static string ForTitle(string title) => JsonRoom.Shorten(title, Title);

    /// <summary>As much of a description as there is room for.</summary>
    public static string? ForDescription(string? description) => description is null ? null : JsonRoom.Shorten(description, Description);

    /// <summary>As many labels as there is room for, the first ones.</summary>
    public static Values<EventAttribute> ForAttributes(Values<EventAttribute> attributes)
    {
        var used = 0;
        return Values.From(attributes.TakeWhile(label => (used += JsonRoom.Of(label.Name) + JsonRoom.Of(label.Value) + 30) <= Attributes));
    }

    /// <summary>The open conditions and that of a detection, if it has one; a known condition is renewed, not repeated.</summary>
    public static Values<Contributor> With(Values<Contributor> open, Detection detection)
    {
        if (detection.ConditionKey is not { } key)
            return open;
        var origin = ConditionOrigin.Of(detection);
        var known = open.FirstOrDefault(Same);
        var renewed = new Contributor(
            key,
            detection.Source,
            JsonRoom.Shorten(detection.Title, ContributorTitle),
            known?.Since ?? detection.DetectedAt,
            origin
        );
        return known is null ? open.Add(renewed) : open.Map(contributor => contributor == known ? renewed : contributor);

        bool Same(Contributor contributor) =>
            contributor.ConditionKey == key && (contributor.Origin is null || contributor.Origin == origin);
    }

    /// <summary>Whether the condition of a detection can be held beside the open ones.</summary>
    public static bool IsFor(Values<Contributor> open, Detection detection) => With(open, detection).Sum(Size) <= Contributors;

    static int Size(Contributor contributor) =>
        JsonRoom.Of(contributor.ConditionKey)
        + JsonRoom.Of(contributor.Source)
        + JsonRoom.Of(contributor.Title)
        + JsonRoom.Of(contributor.Origin?.FacilityId ?? "null")
        + JsonRoom.Of(contributor.Origin?.Category ?? "")
        + 130;
}
