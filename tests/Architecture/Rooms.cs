using System.Reflection;

namespace Watchfloor.Tests.Architecture;

/// <summary>The assemblies of the house, by the folder they are made from.</summary>
static class Rooms
{
    static readonly Dictionary<string, string> Names = new()
    {
        ["grain-interfaces"] = "Watchfloor.GrainInterfaces",
        ["kernel"] = "Watchfloor.Kernel",
        ["grains"] = "Watchfloor.Grains",
        ["store"] = "Watchfloor.Store",
        ["api"] = "Watchfloor.Api",
        ["silo"] = "Watchfloor.Silo",
        ["edge-connector"] = "Watchfloor.EdgeConnector",
    };

    public static IEnumerable<string> All => Names.Keys;

    public static Assembly Of(string room) => Assembly.Load(Names[room]);

    /// <summary>Every type that a room declares, compiler-made ones left out.</summary>
    public static IEnumerable<Type> Types(string room) => Of(room).GetTypes().Where(type => !type.Name.Contains('<'));

    /// <summary>Rooms whose types grains are made of.</summary>
    public static IEnumerable<Type> GrainSide => new[] { "grain-interfaces", "kernel", "grains" }.SelectMany(Types);

    /// <summary>The other rooms of the house that the compiled room names.</summary>
    public static IEnumerable<string> NamedBy(string room) =>
        from reference in Of(room).GetReferencedAssemblies()
        from other in Names
        where other.Value == reference.Name
        select other.Key;
}
