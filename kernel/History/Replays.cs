using System.Collections.Frozen;

namespace Watchfloor.Kernel;

/// <summary>The past of every kind that has a journal. A new kind of ruled grain is found by itself.</summary>
public sealed class Replays
{
    readonly FrozenDictionary<string, IReplay> _byKind;

    Replays(IEnumerable<IReplay> replays) => _byKind = replays.ToFrozenDictionary(replay => replay.Kind, StringComparer.Ordinal);

    /// <summary>All kinds, by name.</summary>
    public IEnumerable<IReplay> All => _byKind.Values.OrderBy(replay => replay.Kind, StringComparer.Ordinal);

    /// <summary>The replay of a kind, or null where it has none.</summary>
    public IReplay? Of(string kind) => _byKind.GetValueOrDefault(kind);

    /// <summary>One for each ruled grain among these types, with the upcasts among them.</summary>
    public static Replays In(IReadOnlyCollection<Type> types) => In(types, Upcasters.In(types));

    /// <summary>One for each ruled grain among these types.</summary>
    public static Replays In(IReadOnlyCollection<Type> types, Upcasters upcasters) =>
        new(
            from type in types
            where type is { IsAbstract: false, IsGenericTypeDefinition: false }
            let shell = ShellOf(type)
            where shell is not null
            select (IReplay)
                Activator.CreateInstance(typeof(Replay<,,,>).MakeGenericType(shell.GenericTypeArguments), KindOf(type), upcasters)!
        );

    static Type? ShellOf(Type type)
    {
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
        {
            if (parent.IsGenericType && parent.GetGenericTypeDefinition() == typeof(RuledGrain<,,,>))
                return parent;
        }
        return null;
    }

    /// <summary>The word in the journal is the type of the grain.</summary>
    static string KindOf(Type grain) =>
        grain.CustomAttributes.FirstOrDefault(given => given.AttributeType == typeof(GrainTypeAttribute))?.ConstructorArguments[0].Value
            as string
        ?? throw new InvalidOperationException($"{grain.Name} does not say what it is stored under: give it [GrainType(kind)]");
}
