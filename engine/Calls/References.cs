using Orleans.Calls;

namespace Orleans.Runtime;

/// <summary>Makes references whose calls take one route.</summary>
sealed class References : IClusterClient
{
    readonly GrainKinds _kinds;

    internal References(Func<References, ICallRoute> route, GrainKinds kinds, IServiceProvider services)
    {
        _kinds = kinds;
        ServiceProvider = services;
        Route = route(this);
    }

    internal ICallRoute Route { get; }

    public IServiceProvider ServiceProvider { get; }

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey =>
        (TGrainInterface)
            (object)Make(
                ShapeOf<TGrainInterface>.Value,
                GrainId.Create(_kinds.TypeOf(typeof(TGrainInterface), grainClassNamePrefix), primaryKey)
            );

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => (TGrainInterface)(object)Make(ShapeOf<TGrainInterface>.Value, grainId);

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) =>
        (IGrain)Make(grainInterfaceType, GrainId.Create(_kinds.TypeOf(grainInterfaceType, null), grainPrimaryKey));

    internal GrainProxy Make(Type grainInterface, GrainId id) => Make(ProxyEmitter.ShapeOf(grainInterface), id);

    internal GrainProxy Make(InterfaceShape shape, GrainId id)
    {
        if (id.IsDefault)
            throw new ArgumentException("The grain id is empty.", nameof(id));
        var proxy = shape.Make();
        proxy.Id = id;
        proxy.References = this;
        proxy.Shape = shape;
        return proxy;
    }

    static class ShapeOf<T>
    {
        static InterfaceShape? s_value;

        // No type initializer: an interface that cannot be one should fail with its own words.
        internal static InterfaceShape Value => s_value ??= ProxyEmitter.ShapeOf(typeof(T));
    }
}
