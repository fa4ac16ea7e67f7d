namespace Orleans.Placement;

/// <summary>Says where activations of a grain class live.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public abstract class PlacementAttribute : Attribute
{
    internal PlacementAttribute() { }
}

/// <summary>A hash of the id over the members of the cluster chooses the silo.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class HashBasedPlacementAttribute : PlacementAttribute;
