using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>What the engine knows of one grain class.</summary>
sealed class GrainClass
{
    readonly ObjectFactory _create;
    readonly ConcurrentDictionary<MethodInfo, MethodInfo> _implementations = new();

    internal GrainClass(Type type, IServiceProvider services)
    {
        Type = type;
        Name = type.GetCustomAttribute<GrainTypeAttribute>()?.GetGrainType(services, type) ?? GrainType.Create(ConventionalName(type));
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute));
        KeepsAlive = type.IsDefined(typeof(KeepAliveAttribute));
        IsFilter = typeof(IIncomingGrainCallFilter).IsAssignableFrom(type);
        HasOnActivate = Overrides(type, nameof(IGrainBase.OnActivateAsync));
        HasOnDeactivate = Overrides(type, nameof(IGrainBase.OnDeactivateAsync));
        if (type.GetCustomAttribute<StatelessWorkerAttribute>() is { } worker)
            Workers = worker.MaxLocalWorkers > 0 ? worker.MaxLocalWorkers : Environment.ProcessorCount;
        ImplicitNamespaces =
        [
            .. type.GetCustomAttributes<ImplicitStreamSubscriptionAttribute>().Select(static attribute => attribute.Namespace),
        ];
        _create = ActivatorUtilities.CreateFactory(type, Type.EmptyTypes);
    }

    internal Type Type { get; }

    internal GrainType Name { get; }

    internal bool IsReentrant { get; }

    internal bool KeepsAlive { get; }

    internal bool IsFilter { get; }

    internal bool HasOnActivate { get; }

    internal bool HasOnDeactivate { get; }

    /// <summary>How many activations of one id may run side by side; zero for an ordinary grain.</summary>
    internal int Workers { get; }

    internal string[] ImplicitNamespaces { get; }

    internal object Create(IServiceProvider services) => _create(services, null);

    internal MethodInfo ImplementationOf(MethodInfo interfaceMethod) =>
        _implementations.GetOrAdd(
            interfaceMethod,
            static (method, type) =>
            {
                var map = type.GetInterfaceMap(method.DeclaringType!);
                return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, method)];
            },
            Type
        );

    static string ConventionalName(Type type)
    {
        var name = type.Name.ToLowerInvariant();
        return name.Length > 5 && name.EndsWith("grain", StringComparison.Ordinal) ? name[..^5] : name;
    }

    static bool Overrides(Type type, string method)
    {
        var map = type.GetInterfaceMap(typeof(IGrainBase));
        var index = Array.FindIndex(map.InterfaceMethods, candidate => candidate.Name == method);
        var owner = map.TargetMethods[index].DeclaringType;
        return owner != typeof(Grain) && owner != typeof(IGrainBase);
    }
}
