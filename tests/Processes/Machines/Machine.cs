namespace Watchfloor.Tests.Processes;

/// <summary>A machine of a <see cref="PrivateNetwork"/>: an address of its own, and a clock that may be wrong.</summary>
/// <param name="Enter">With what a program begins that is to run there.</param>
sealed record Machine(string Name, string Address, IReadOnlyList<string> Enter, WrongClock Clock, PrivateNetwork Network)
{
    /// <summary>A program that runs there.</summary>
    public Child Start(string program, IEnumerable<string> words, params (string Name, string Value)[] environment) =>
        Child.Start(Enter[0], [.. Enter.Skip(1), program, .. words], directory: null, [.. environment, .. Clock.Environment]);
}
