namespace Watchfloor;

/// <summary>
/// The registered name under which a fact stands in the journal, for ever. A changed shape gets the next version
/// (<c>raised.2</c>) and an upcaster; a name is never given twice within a kind. What is new bears a <see cref="FeatureLevelAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FactAttribute(string name) : Attribute
{
    /// <summary>The name in the journal.</summary>
    public string Name { get; } = name;
}
