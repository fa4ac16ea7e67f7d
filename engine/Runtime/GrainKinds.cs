using System.Collections.Concurrent;

namespace Orleans.Runtime;

/// <summary>The grain classes of the process, by their name and by the interfaces they have.</summary>
sealed class GrainKinds
{
    readonly Dictionary<GrainType, GrainClass> _byName = [];
    readonly Dictionary<Type, List<GrainClass>> _byInterface = [];
    readonly ConcurrentDictionary<(Type, string?), GrainType> _resolved = new();

    internal GrainKinds(IServiceProvider services)
    {
        foreach (var type in ApplicationParts.GrainClasses)
            Add(new(type, services));
    }

    internal IEnumerable<GrainClass> All => _byName.Values;

    internal GrainClass? Find(GrainType name) => _byName.GetValueOrDefault(name);

    internal GrainType TypeOf(Type grainInterface, string? classPrefix) =>
        _resolved.GetOrAdd((grainInterface, classPrefix), static (wanted, self) => self.Resolve(wanted.Item1, wanted.Item2), this);

    GrainType Resolve(Type grainInterface, string? classPrefix)
    {
        var candidates = _byInterface.GetValueOrDefault(grainInterface, []);
        if (classPrefix is not null)
            candidates = candidates.FindAll(kind => kind.Type.FullName!.StartsWith(classPrefix, StringComparison.Ordinal));
        return candidates switch
        {
            [var only] => only.Name,
            [] => throw new ArgumentException($"Could not find an implementation for interface {grainInterface}"),
            _ => throw new ArgumentException(
                $"Cannot resolve grain interface {grainInterface} to one grain class: {string.Join(", ", candidates.Select(kind => kind.Type.FullName))} have it. Use GetGrain(GrainId)."
            ),
        };
    }

    void Add(GrainClass kind)
    {
        if (!_byName.TryAdd(kind.Name, kind))
            throw new InvalidOperationException(
                $"Both {_byName[kind.Name].Type} and {kind.Type} are named '{kind.Name}'; [GrainType] tells them apart."
            );
        foreach (var grainInterface in kind.Type.GetInterfaces().Where(typeof(IAddressable).IsAssignableFrom))
            if (_byInterface.TryGetValue(grainInterface, out var others))
                others.Add(kind);
            else
                _byInterface[grainInterface] = [kind];
    }
}
