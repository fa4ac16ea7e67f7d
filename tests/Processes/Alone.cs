namespace Watchfloor.Tests.Processes;

/// <summary>
/// What must be alone in the process of the tests, because it looks at something of which a process has one, or because whole clusters are at
/// work that the other tests would have to wait for.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
