namespace Watchfloor.Tests.Processes;

/// <summary>Tests that start processes run one class after another: the machine has few cores, and each test has many processes.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OneAfterAnother
{
    public const string Name = "processes";
}
