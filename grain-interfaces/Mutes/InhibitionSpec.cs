using Watchfloor.Events;

namespace Watchfloor.Mutes;

/// <summary>
/// While an event that matches <paramref name="Source"/> is open, those that match <paramref name="Target"/> are muted, where the labels of
/// <paramref name="Equal"/> are there on both and the same. No target matchers: all.
/// </summary>
[GenerateSerializer, Immutable, Alias("wf.InhibitionSpec")]
public sealed record InhibitionSpec(
    [property: Id(0)] string Name,
    [property: Id(1)] Values<LabelMatcher> Source,
    [property: Id(2)] Values<LabelMatcher> Target,
    [property: Id(3)] Values<string> Equal
);
