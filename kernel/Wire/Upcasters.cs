using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Watchfloor.Json;

namespace Watchfloor.Kernel;

/// <summary>All upcasts by kind and name, chained: a fact of the first release comes out in the shape of this one.</summary>
public sealed class Upcasters
{
    readonly FrozenDictionary<(string Kind, string From), (string To, IUpcaster Upcaster)> _steps;

    Upcasters(Dictionary<(string, string), (string, IUpcaster)> steps) => _steps = steps.ToFrozenDictionary();

    /// <summary>None at all.</summary>
    public static Upcasters None { get; } = new([]);

    /// <summary>Every upcast in these types. Two for one name, one that says nothing of itself, or a circle stop the host.</summary>
    public static Upcasters In(IEnumerable<Type> types)
    {
        var steps = new Dictionary<(string, string), (string, IUpcaster)>();
        foreach (var type in types.Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IUpcaster))))
        {
            var upcast =
                type.GetCustomAttribute<UpcastAttribute>()
                ?? throw new InvalidOperationException($"{type.Name} does not say what it upcasts: give it [Upcast(kind, from, to)]");
            var upcaster = (IUpcaster)Activator.CreateInstance(type, nonPublic: true)!;
            if (!steps.TryAdd((upcast.Kind, upcast.From), (upcast.To, upcaster)))
                throw new InvalidOperationException($"'{upcast.From}' of {upcast.Kind} is upcast twice, once by {type.Name}");
        }
        var upcasters = new Upcasters(steps);
        foreach (var (kind, from) in steps.Keys)
            upcasters.Follow(kind, from);
        return upcasters;
    }

    /// <summary>True where facts of this name are brought to another.</summary>
    public bool Knows(string kind, string name) => _steps.ContainsKey((kind, name));

    /// <summary>The name of the newest shape.</summary>
    public string Newest(string kind, string name) => _steps.Count == 0 ? name : Follow(kind, name);

    /// <summary>The fact under its newest name; as it is where nothing brings it on.</summary>
    public (string Name, ReadOnlyMemory<byte> Data) Upcast(string kind, string name, ReadOnlyMemory<byte> data)
    {
        if (!_steps.ContainsKey((kind, name)))
            return (name, data);
        var fact = JsonNode.Parse(data.Span)!.AsObject();
        while (_steps.TryGetValue((kind, name), out var step))
            (name, fact) = (step.To, step.Upcaster.Upcast(fact));
        return (name, JsonSerializer.SerializeToUtf8Bytes(fact, WireJson.Options));
    }

    string Follow(string kind, string name)
    {
        var from = name;
        for (var steps = 0; _steps.TryGetValue((kind, name), out var step); name = step.To)
        {
            if (++steps > _steps.Count)
                throw new InvalidOperationException($"upcasts of {kind} go in a circle from '{from}'");
        }
        return name;
    }
}
