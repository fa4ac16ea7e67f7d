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
    const int Contributors = 5_800;
    const int ContributorTitle = 200;

    /// <summary>As much of a title as there is room for.</summary>
    public static string ForTitle(string title) => JsonRoom.Shorten(title, Title);

    /// <summary>As much of a description as there is room for.</summary>
    public static string? ForDescription(string? description) => description is null ? null : JsonRoom.Shorten(description, Description);

    /// <summary>As many labels as there is room for, the first ones.</summary>
    public static Values<EventAttribute> ForAttributes(Values<EventAttribute> attributes)
    {
        var used = 0;
        for (var kept = 0; kept < attributes.Length; kept++)
        {
            used += JsonRoom.Of(attributes[kept].Name) + JsonRoom.Of(attributes[kept].Value) + 30;
            if (used > Attributes)
                return Values.From(attributes.Take(kept));
        }
        return attributes; // as it mostly is
    }

    /// <summary>The open conditions and that of a detection, if it has one; a known condition is renewed, not repeated.</summary>
    public static Values<Contributor> With(Values<Contributor> open, Detection detection, DateTimeOffset at)
    {
        if (detection.ConditionKey is not { } key)
            return open;
        var title = JsonRoom.Shorten(detection.Title, ContributorTitle);
        var origin = ConditionOrigin.Of(detection);
        var newest = detection.DetectedAt < at ? detection.DetectedAt : at;
        return Together(open, [new(key, detection.Source, title, detection.DetectedAt, origin, detection.Severity, at, newest)]);
    }

    /// <summary>These conditions and those; what is in both is one, since its beginning, and as bad as it ever was.</summary>
    public static Values<Contributor> Together(Values<Contributor> open, Values<Contributor> more)
    {
        foreach (var one in more)
        {
            var known = open.FirstOrDefault(held => held.Is(one.ConditionKey, held.Origin is null ? null : one.Origin, one.Source));
            open = known is null
                ? open.Add(one)
                : open.Map(contributor => ReferenceEquals(contributor, known) ? Renewed(known, one) : contributor);
        }
        return open;
    }

    static Contributor Renewed(Contributor known, Contributor now) =>
        now with
        {
            Since = known.Since,
            Severity = known.Severity < now.Severity ? known.Severity : now.Severity,
            Seen = known.Seen > now.Seen ? known.Seen : now.Seen,
            Newest = now.Newest is null || known.Newest > now.Newest ? known.Newest : now.Newest,
        };

    /// <summary>Whether the condition of a detection can be held beside the open ones.</summary>
    public static bool IsFor(Values<Contributor> open, Detection detection) => IsFor(With(open, detection, detection.DetectedAt));

    /// <summary>Whether so many conditions can be held.</summary>
    public static bool IsFor(Values<Contributor> open) => open.Sum(Size) <= Contributors;

    static int Size(Contributor contributor) =>
        JsonRoom.Of(contributor.ConditionKey)
        + JsonRoom.Of(contributor.Source)
        + JsonRoom.Of(contributor.Title)
        + JsonRoom.Of(contributor.Origin?.FacilityId ?? "null")
        + JsonRoom.Of(contributor.Origin?.Category ?? "")
        + 230;
}
