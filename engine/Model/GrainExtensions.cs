using Orleans.Runtime;

namespace Orleans;

/// <summary>Questions to grains and references.</summary>
public static class GrainExtensions
{
    public static GrainId GetGrainId(this IAddressable grain) =>
        grain switch
        {
            GrainProxy proxy => proxy.Id,
            IGrainBase { GrainContext: { } context } => context.GrainId,
            null => throw new ArgumentNullException(nameof(grain)),
            _ => throw new ArgumentException($"{grain.GetType()} is neither a grain nor a reference to one.", nameof(grain)),
        };

    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    /// <summary>A reference to the same grain through another interface; the form in which a grain hands itself to others.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) =>
        grain switch
        {
            GrainProxy proxy => (TGrainInterface)(object)proxy.References.Make(typeof(TGrainInterface), proxy.Id),
            IGrainBase { GrainContext: Activation activation } => (TGrainInterface)
                (object)activation.Silo.References.Make(typeof(TGrainInterface), activation.GrainId),
            _ => throw new ArgumentException("Neither a grain nor a reference to one.", nameof(grain)),
        };
}
