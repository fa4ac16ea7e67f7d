using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Watchfloor.Adapters;

/// <summary>Finds adapters of a port. A kind that two classes claim stops the host.</summary>
public static class AdapterRegistration
{
    /// <summary>Registers every adapter of the port in these types, keyed by its kind.</summary>
    public static IServiceCollection AddAdapters<TPort>(this IServiceCollection services, IEnumerable<Type> types)
        where TPort : class
    {
        foreach (var (kind, adapter) in Find<TPort>(types))
        {
            services.AddKeyedSingleton(typeof(TPort), kind, adapter);
            services.AddSingleton(provider => provider.GetRequiredKeyedService<TPort>(kind));
        }
        return services;
    }

    /// <summary>The adapters of a port by kind.</summary>
    public static IReadOnlyDictionary<string, Type> Find<TPort>(IEnumerable<Type> types)
    {
        var found = new SortedDictionary<string, Type>(StringComparer.Ordinal);
        foreach (var type in types.Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(TPort))))
        {
            var kind =
                type.GetCustomAttribute<AdapterAttribute>()?.Kind
                ?? throw new InvalidOperationException($"{type.Name} does not say which kind it serves: give it [Adapter(\"kind\")]");
            if (!found.TryAdd(kind, type))
                throw new InvalidOperationException($"'{kind}' is claimed by {found[kind].Name} and {type.Name}");
        }
        return found;
    }
}
