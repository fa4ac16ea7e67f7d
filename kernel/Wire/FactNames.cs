using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using Watchfloor.Json;

namespace Watchfloor.Kernel;

/// <summary>Facts as the journal holds them: under their registered name, as JSON of their own type.</summary>
public static class FactNames
{
    static readonly ConcurrentDictionary<Type, string> Names = new();

    /// <summary>The registered name of a fact. Throws for a type that has none: it could never be read back.</summary>
    public static string Of(Type fact) =>
        Names.GetOrAdd(
            fact,
            static type =>
                type.GetCustomAttribute<FactAttribute>()?.Name ?? throw new InvalidOperationException($"{type} has no [Fact(name)]")
        );

    /// <summary>Writes a fact for the journal.</summary>
    public static RecordedFact Record(object fact, DateTimeOffset at)
    {
        var type = fact.GetType();
        return new(Of(type), JsonSerializer.SerializeToUtf8Bytes(fact, type, WireJson.Options), at);
    }
}
