using System.Collections.Frozen;
using System.Text.Json;
using Watchfloor.Json;

namespace Watchfloor.Kernel;

/// <summary>Reads the facts of one kind back from their journal, older shapes through their upcasts.</summary>
public sealed class FactReader<TFact>
    where TFact : notnull
{
    readonly string _kind;
    readonly Upcasters _upcasters;
    readonly FrozenDictionary<string, Type> _types;

    /// <summary>Throws where an upcast leads away from a name that is in use, or to one that nobody knows.</summary>
    public FactReader(string kind, Upcasters upcasters)
    {
        (_kind, _upcasters) = (kind, upcasters);
        _types = Leaves().ToFrozenDictionary(FactNames.Of);
        foreach (var name in _types.Keys.Where(name => upcasters.Knows(kind, name)))
            throw new InvalidOperationException($"'{name}' of {kind} is upcast, and written still: give the new shape a name of its own");
    }

    /// <summary>The fact. Throws <see cref="JsonException"/> for a name that this program does not know, and says which.</summary>
    public TFact Read(string name, ReadOnlyMemory<byte> data)
    {
        var (newest, json) = _upcasters.Upcast(_kind, name, data);
        return _types.TryGetValue(newest, out var type)
            ? (TFact?)JsonSerializer.Deserialize(json.Span, type, WireJson.Options)
                ?? throw new JsonException($"the journal holds null for '{name}' of {_kind}")
            : throw new JsonException($"nobody knows the fact '{newest}' of {_kind}: a newer version wrote it, or its upcast is missing");
    }

    /// <summary>Generic facts are closed over the arguments of their root.</summary>
    static IEnumerable<Type> Leaves() =>
        from type in typeof(TFact).Assembly.GetTypes()
        where type is { IsAbstract: false, IsInterface: false }
        let closed = type.IsGenericTypeDefinition && type.GetGenericArguments().Length == typeof(TFact).GenericTypeArguments.Length
            ? Close(type)
            : type
        where closed is not null && typeof(TFact).IsAssignableFrom(closed)
        select closed;

    static Type? Close(Type open) =>
        open.BaseType is { IsGenericType: true } root
        && typeof(TFact).IsGenericType
        && root.GetGenericTypeDefinition() == typeof(TFact).GetGenericTypeDefinition()
            ? open.MakeGenericType(typeof(TFact).GenericTypeArguments)
            : null;
}
