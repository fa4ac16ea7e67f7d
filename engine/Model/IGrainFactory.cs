using Orleans.Runtime;

namespace Orleans;

/// <summary>Makes references to grains. Making one starts nothing and never fails for a grain that does not run yet.</summary>
public interface IGrainFactory
{
    /// <summary>The grain of this key. The interface must have exactly one grain class, or the prefix must choose one.</summary>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey;

    /// <summary>The grain of this id, seen through an interface that its class has.</summary>
    TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable;

    /// <summary>As the generic form, for an interface known at run time.</summary>
    IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey);
}

/// <summary>A grain factory of a client or of the silo in the same process.</summary>
public interface IClusterClient : IGrainFactory
{
    IServiceProvider ServiceProvider { get; }
}
