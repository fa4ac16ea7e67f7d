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
        var changed = new ConditionHistory(condition, Last(limits.Changes, Own(known, condition, source), past ?? [], at), source);
        return known.Any(history => !history.Is(condition, source)) ? Beside(changed, known, limits) : [changed]; // as it mostly is
    }

    static Values<DateTimeOffset> Own(Values<ConditionHistory> known, string condition, string source)
    {
        foreach (var history in known)
        {
            if (history.Is(condition, source))
                return history.At;
        }
        return [];
    }

    static Values<DateTimeOffset> Last(int most, Values<DateTimeOffset> own, Values<DateTimeOffset> past, DateTimeOffset at)
    {
        var all = new List<DateTimeOffset>(own.Length + past.Length + 1);
        foreach (var then in own)
            all.Add(then);
        foreach (var then in past)
            if (!all.Contains(then))
                all.Add(then);
        all.Add(Instants.Truncate(at));
        all.Sort();
        return new([.. all[Math.Max(0, all.Count - most)..]]);
    }

    static Values<ConditionHistory> Beside(ConditionHistory changed, Values<ConditionHistory> known, Flapping limits)
    {
        var others = known
            .Where(history => !history.Is(changed.Condition, changed.Source!) && changed.Newest - history.Newest < limits.Within)
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
