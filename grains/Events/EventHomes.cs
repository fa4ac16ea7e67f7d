namespace Watchfloor.Events;

/// <summary>Where conditions belong that go from one event to another.</summary>
static class EventHomes
{
    /// <summary>Where those of an event belong that do not say it.</summary>
    public static ConditionOrigin Of(EventBody body) => new(body.FacilityId, body.Category);

    /// <summary>Conditions as they go out: each says where it belongs.</summary>
    public static Values<Contributor> Sent(EventBody body, Values<Contributor> contributors) =>
        contributors.Map(contributor => contributor with { Origin = contributor.Origin ?? Of(body) });

    /// <summary>What an event begins with whose conditions another one held: all of them belong to the same facility and category.</summary>
    public static Detection Seed(EventBody body, Values<Contributor> leaving, string? title)
    {
        var first = leaving.MinBy(contributor => contributor.Since)!;
        var home = first.Origin ?? Of(body);
        return new(
            first.Source,
            ExternalId: null,
            ConditionKey: null,
            leaving.Min(contributor => contributor.Severity ?? body.Severity),
            home.Category,
            home.FacilityId,
            title ?? (leaving.Length == 1 ? first.Title : $"{first.Title} and {leaving.Length - 1} more"),
            Description: null,
            first.Since,
            home == Of(body) ? body.Location : null,
            Attributes: [],
            body.Historical
        );
    }
}
