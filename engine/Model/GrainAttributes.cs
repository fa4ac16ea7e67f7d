using Orleans.Runtime;

namespace Orleans;

/// <summary>The name of a grain class in ids, journals and on the wire.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class GrainTypeAttribute(string grainType) : Attribute
{
    /// <summary>The name as a <see cref="GrainType"/>.</summary>
    public GrainType GetGrainType(IServiceProvider services, Type type) => GrainType.Create(grainType);
}

/// <summary>An activation of this class is never collected for being idle.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public class KeepAliveAttribute : Attribute;
