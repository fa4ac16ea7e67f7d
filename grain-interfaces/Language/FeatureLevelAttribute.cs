namespace Watchfloor;

/// <summary>
/// The first feature level whose programs know this: a fact, a command that goes from grain to grain, or a property of one (null is not
/// written). What is above the level of the cluster is held back until every program of an older version has left. What has no such mark
/// was there from the first level on.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, Inherited = false)]
public sealed class FeatureLevelAttribute(int level) : Attribute
{
    /// <summary>The level.</summary>
    public int Level { get; } = level;
}
