using Watchfloor.Events;

namespace Watchfloor.Silo;

/// <summary>
/// Two hundred events of the thirty days before: what happened to each, and when. The same numbers have the same lives, whenever
/// somebody asks; only the instants move with the first start.
/// </summary>
static class PastEvents
{
    public const int Count = 200;

    /// <summary>So many of the newest may still be open.</summary>
    const int Newest = 14;
    static readonly TimeSpan Month = TimeSpan.FromDays(30);
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    static readonly string[] Notes = ["Set right on site", "Valve was stuck", "Sensor cleaned", "Went away by itself", "Spare part fitted"];

    /// <summary>Like any other id, and the same for ever.</summary>
    public static string IdOf(int number) => $"demo{number:D22}";

    /// <summary>What was asked of it, in order; all of it before now.</summary>
    public static IReadOnlyList<(DateTimeOffset At, EventCommand Command)> LifeOf(int number, DateTimeOffset now)
    {
        var chance = new Chance(number);
        var age = TimeSpan.FromSeconds((long)Month.TotalSeconds * (Count - number) / Count) - chance.Between(TimeSpan.Zero, Hour, 10);
        var seen = PastAlarms.Of(number, now - age, chance);
        var told = seen.DetectedAt + chance.Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(9), 11);
        List<(DateTimeOffset, EventCommand)> life = [(told, new Raise(seen))];
        if (number % 7 == 3)
            life.Add((told + (2 * Minute), new Merge(Again(seen, told + (2 * Minute)))));
        if (number < Count - Newest || number % 3 == 0)
            Ends(life, seen, told, chance, isLongAgo: number < Count - Newest);
        else if (number % 3 == 1)
            IsTaken(life, told, chance);
        return life;
    }

    static Detection Again(Detection seen, DateTimeOffset at) => seen with { ExternalId = $"{seen.ExternalId}/again", DetectedAt = at };

    static DateTimeOffset IsTaken(List<(DateTimeOffset, EventCommand)> life, DateTimeOffset told, Chance chance)
    {
        var who = People.Operators[chance.Below(People.Operators.Count, 12)];
        var taken = told + chance.Between(3 * Minute, 35 * Minute, 13);
        life.Add((taken, new Acknowledge(who)));
        if (chance.Below(3, 14) == 0)
            return taken;
        var begun = taken + chance.Between(Minute, 20 * Minute, 15);
        life.Add((begun, new Start(who)));
        return begun;
    }

    static void Ends(List<(DateTimeOffset, EventCommand)> life, Detection seen, DateTimeOffset told, Chance chance, bool isLongAgo)
    {
        var taken = IsTaken(life, told, chance);
        var over = taken + chance.Between(10 * Minute, isLongAgo ? 20 * Hour : Hour, 16);
        var note = Notes[chance.Below(Notes.Length, 17)];
        var who = People.Operators[chance.Below(People.Operators.Count, 18)];
        life.Add((over, seen.ConditionKey is { } key ? new Clear(key, over) : new Resolve(who, Force: false, note)));
        if (isLongAgo && chance.Below(10, 19) > 0)
            life.Add((over + chance.Between(10 * Minute, 12 * Hour, 20), new Close(People.Supervisor)));
    }
}
