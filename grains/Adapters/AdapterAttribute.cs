namespace Watchfloor.Adapters;

/// <summary>This class serves a kind: it is found at start by this attribute, and nothing else has to be told of it.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AdapterAttribute(string kind) : Attribute
{
    /// <summary>The word in settings and on the wire.</summary>
    public string Kind { get; } = kind;
}
