namespace Watchfloor.Tests.Processes;

/// <summary>What must be alone in the process of the tests, because it looks at something of which a process has one.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
