using System.Reflection;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Transport;

namespace Orleans.Calls;

/// <summary>What the engine knows of one method of a grain interface.</summary>
sealed class MethodShape(MethodInfo method, Type grainInterface)
{
    internal MethodInfo Method { get; } = method;

    internal string Name { get; } = method.Name;

    internal string InterfaceName { get; } = Readable(grainInterface);

    internal bool OneWay { get; } = method.IsDefined(typeof(OneWayAttribute), inherit: true);

    internal bool AlwaysInterleave { get; } = method.IsDefined(typeof(AlwaysInterleaveAttribute), inherit: true);

    internal bool ReadOnly { get; } = method.IsDefined(typeof(ReadOnlyAttribute), inherit: true);

    /// <summary>What silos call it among each other.</summary>
    internal byte[] WireName
    {
        get => field ??= MethodNames.Of(Method);
        set;
    }

    /// <summary>An empty request of this method, for decoding into.</summary>
    internal Func<Request> Blank { get; set; } = null!;

    internal static string Readable(Type type) =>
        type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Readable))}>" : type.Name;
}

/// <summary>What the engine knows of one grain interface, inherited methods included.</summary>
sealed class InterfaceShape(Type grainInterface, MethodShape[] methods, Func<GrainProxy> make)
{
    internal Type Interface { get; } = grainInterface;

    internal MethodShape[] Methods { get; } = methods;

    internal Func<GrainProxy> Make { get; } = make;
}
