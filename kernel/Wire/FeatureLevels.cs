using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace Watchfloor.Kernel;

/// <summary>Which feature level a reader needs for what is about to be written.</summary>
public static class FeatureLevels
{
    /// <summary>What has no mark.</summary>
    public const int First = 1;

    static readonly ConcurrentDictionary<Type, Marks> Known = new();

    /// <summary>The level of a fact or command: of its type, of a property that is set, or of what stands in one, however deep.</summary>
    public static int Of(object written)
    {
        var marks = MarksOf(written.GetType());
        var level = marks.Own;
        foreach (var (property, its) in marks.Properties)
        {
            if (its > level && property.GetValue(written) is not null)
                level = its;
        }
        foreach (var property in marks.Deeper)
            level = Math.Max(level, Inside(property.GetValue(written)));
        return level;
    }

    /// <summary>The highest level that something of this type can need.</summary>
    public static int Highest(Type type) => MarkedTypes.Within(type).Select(HighestOf).Max();

    static int HighestOf(Type type)
    {
        var marks = MarksOf(type);
        return marks.Properties.Select(property => property.Level).Append(marks.Own).Max();
    }

    static int Inside(object? held) =>
        held switch
        {
            null or string => First,
            IDictionary named => Inside(named.Values),
            IEnumerable several => several.Cast<object?>().Select(Inside).Append(First).Max(),
            _ => Of(held),
        };

    static Marks MarksOf(Type type) => Known.GetOrAdd(type, Read);

    static Marks Read(Type type)
    {
        var properties = MarkedTypes.PropertiesOf(type);
        return new(
            type.GetCustomAttribute<FeatureLevelAttribute>()?.Level ?? First,
            [
                .. from property in properties
                let mark = property.GetCustomAttribute<FeatureLevelAttribute>()
                where mark is not null
                select (MarkedTypes.MustBeOptional(property), mark.Level),
            ],
            [.. properties.Where(property => MarkedTypes.Within(property.PropertyType).Any(MarkedTypes.BearsMarks))]
        );
    }

    /// <param name="Deeper">Properties of which something may stand that bears a mark itself; with most types there is none.</param>
    sealed record Marks(int Own, (PropertyInfo Property, int Level)[] Properties, PropertyInfo[] Deeper);
}
