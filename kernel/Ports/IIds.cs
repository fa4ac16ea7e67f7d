namespace Watchfloor.Kernel;

/// <summary>Where ids and chance come from.</summary>
public interface IIds
{
    /// <summary>A new id: 26 characters of <c>[0-9a-z]</c>, sortable by time of making, unguessable.</summary>
    string Next();

    /// <summary>Chance from 0 to 1.</summary>
    double Chance();
}
