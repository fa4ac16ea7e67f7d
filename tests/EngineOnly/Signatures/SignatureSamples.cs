using System.Text.Json;
using Orleans.Concurrency;

namespace Watchfloor.Tests.EngineOnly.Signatures;

// Each of these breaks the rule that it is named after. The official compiler would refuse some, so they are built here only.

public interface IByReference : IGrainWithStringKey
{
    Task Take(ref int number);
}

public interface IWithProperty : IGrainWithStringKey
{
    int Number { get; }
}

public interface IWithoutTask : IGrainWithStringKey
{
    int Number();
}

public interface IWithoutNames : IGrainWithStringKey
{
    Task Go();
}

public interface ITokenFirst : IGrainWithStringKey
{
    Task Go(CancellationToken cancellation, int number);
}

public interface ITwoTokens : IGrainWithStringKey
{
    Task Go(CancellationToken one, CancellationToken other);
}

public interface IOverloaded : IGrainWithStringKey
{
    Task Go(int number);

    Task Go(string text);
}

public interface IGenericCall : IGrainWithStringKey
{
    Task Go<T>(int number);
}

public interface IWithBody : IGrainWithStringKey
{
    Task Go() => Task.CompletedTask;
}

public interface IUncoded : IGrainWithStringKey
{
    Task Go(JsonElement json);
}

public interface ICarriesUnmarked : IGrainWithStringKey
{
    Task<List<Bare[]>> Go();
}

public sealed record Bare(int Number);

public abstract class MannersOnClass : Grain, IWithoutNames
{
    [AlwaysInterleave]
    public Task Go() => Task.CompletedTask;
}

[GenerateSerializer, Immutable]
public sealed record WithoutNumbers([property: Id(0)] int One, int Other);

[GenerateSerializer, Immutable]
public abstract record NumberedAbstract
{
    [Id(0)]
    public abstract int Number { get; }
}

[GenerateSerializer, Immutable]
public sealed record SameNumbers([property: Id(0)] int One, [property: Id(0)] int Other);

[GenerateSerializer]
public sealed record Mutable([property: Id(0)] int Number);

[GenerateSerializer, Immutable]
public sealed record Demanding
{
    [Id(0)]
    public required int Number { get; init; }
}

public sealed class UnmarkedFault : Exception;

[Alias("sample.Twice")]
public sealed class NamedOnce : Exception;

[Alias("sample.Twice")]
public sealed class NamedTwice : Exception;

public static class Hidden
{
    public static Type Type => typeof(Inner);

    [GenerateSerializer, Immutable]
    sealed record Inner([property: Id(0)] int Number);
}
