using System.Text.Json.Serialization;
using Watchfloor.Json;

namespace Watchfloor.Events;

/// <summary>
/// When a condition came and went lately, oldest first, by its key as <see cref="CorrelationKey.OfCondition"/> makes it, and its source.
/// Only as much is kept as the count of changes needs; where there is no room for all, those that changed last are kept.
/// </summary>
public sealed record ConditionHistory(
    string Condition,
    Values<DateTimeOffset> At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Source = null
)
{
    const int Room = 2_500;
    const int OfInstant = 30;
    const int OfRest = 42;

    DateTimeOffset Newest => At[^1];

    /// <summary>One change more, and what other events hold of the same condition. What is too long ago is forgotten.</summary>
    public static Values<ConditionHistory> With(
        Values<ConditionHistory> known,
        string condition,
        string source,
        DateTimeOffset at,
        Values<DateTimeOffset>? past,
        Flapping limits
    )
    {
        var own = known.FirstOrDefault(history => history.Is(condition, source))?.At ?? [];
        var all = own.Concat((past ?? []).Except(own)).Append(Instants.Truncate(at)).Order();
        var changed = new ConditionHistory(condition, Values.From(all.TakeLast(limits.Changes)), source);
        var others = known
            .Where(history => !history.Is(condition, source) && changed.Newest - history.Newest < limits.Within)
            .OrderByDescending(history => history.Newest);
        var room = Room;
        return Values.From(others.Prepend(changed).TakeWhile((history, i) => (room -= history.Size) >= 0 || i == 0));
    }

    /// <summary>Whether it is that of this condition; what was kept before sources were told apart is anybody's.</summary>
    public bool Is(string condition, string source) => Condition == condition && (Source is null || Source == source);

    /// <summary>Whether it changed so often that it is unstable.</summary>
    public bool Exceeds(Flapping limits) => At.Length >= limits.Changes && Newest - At[^limits.Changes] <= limits.Within;

    /// <summary>When few enough of its changes lie within the time; null: they do.</summary>
    public DateTimeOffset? CalmAt(Flapping limits) => At.Length > limits.Calm ? At[^(limits.Calm + 1)] + limits.Within : null;

    int Size => JsonRoom.Of(Condition) + JsonRoom.Of(Source ?? "") + At.Length * OfInstant + OfRest;
}
