using System.Reflection;

namespace Orleans.Runtime;

/// <summary>The assemblies that the engine looks into: those that reference it, as far as the program reaches them.</summary>
static class ApplicationParts
{
    static readonly string Engine = typeof(ApplicationParts).Assembly.GetName().Name!;

    static readonly Lazy<Type[]> Found = new(Scan);

    internal static IEnumerable<Type> Types => Found.Value;

    internal static IEnumerable<Type> GrainClasses =>
        Types.Where(static type =>
            type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && typeof(IGrainBase).IsAssignableFrom(type)
        );

    static Type[] Scan()
    {
        var seen = new Dictionary<string, Assembly>(StringComparer.Ordinal);
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies().Where(static assembly => !assembly.IsDynamic))
            Visit(assembly, seen);
        return [.. seen.Values.Where(ReferencesEngine).SelectMany(static assembly => assembly.GetTypes())];
    }

    static void Visit(Assembly assembly, Dictionary<string, Assembly> seen)
    {
        if (!seen.TryAdd(assembly.FullName!, assembly) || !ReferencesEngine(assembly))
            return;
        foreach (var name in assembly.GetReferencedAssemblies())
            if (!seen.ContainsKey(name.FullName))
                Visit(Assembly.Load(name), seen);
    }

    static bool ReferencesEngine(Assembly assembly) =>
        assembly == typeof(ApplicationParts).Assembly
        || Array.Exists(assembly.GetReferencedAssemblies(), static name => name.Name == Engine);
}
