namespace Watchfloor.Kernel;

/// <summary>This class brings facts of one name to the next: it is found at start by this attribute, and nothing else has to be told of it.</summary>
/// <param name="kind">Whose journal holds them.</param>
/// <param name="from">The name that stands in the journal, such as <c>raised</c>.</param>
/// <param name="to">The name of the shape that it makes, such as <c>raised.2</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class UpcastAttribute(string kind, string from, string to) : Attribute
{
    /// <summary>Whose journal holds them.</summary>
    public string Kind => kind;

    /// <summary>The name that stands in the journal.</summary>
    public string From => from;

    /// <summary>The name of the shape that it makes.</summary>
    public string To => to;
}
