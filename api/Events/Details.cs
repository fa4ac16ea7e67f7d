using System.Collections;
using System.Text.Json;
using Watchfloor.Json;

namespace Watchfloor.Events;

/// <summary>What a timeline item says to programs: only what is known.</summary>
sealed class Details : IEnumerable
{
    readonly Dictionary<string, string> _given;

    public Details() => _given = new(StringComparer.Ordinal);

    /// <summary>The same, and more.</summary>
    public Details(IReadOnlyDictionary<string, string> given) => _given = new(given, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, string> None { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Given => _given;

    public void Add(string name, string? value)
    {
        if (value is not null)
            _given[name] = value;
    }

    public void Add(string name, DateTimeOffset? value)
    {
        if (value is { } instant)
            Add(name, instant);
    }

    public void Add(string name, DateTimeOffset value) =>
        _given[name] = JsonSerializer.SerializeToElement(value, WireJson.Options).GetString()!;

    IEnumerator IEnumerable.GetEnumerator() => _given.GetEnumerator();
}
