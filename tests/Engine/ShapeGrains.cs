namespace Watchfloor.Tests.Engine;

[Alias("test.IAsked`1")]
public interface IAsked<TQuestion> : INamed
{
    [Alias("Ask")]
    Task<string> Ask(TQuestion question, int times = 1, CancellationToken cancellation = default);
}

[Alias("test.INamed")]
public interface INamed : IGrainWithStringKey
{
    [Alias("Name")]
    ValueTask<string> Name();

    [Alias("Touch")]
    ValueTask Touch();
}

[GenerateSerializer, Immutable, Alias("test.Riddle")]
public sealed record Riddle([property: Id(0)] string Text);

[Alias("test.IOracle")]
public interface IOracle : IAsked<Riddle>, IAsked<int>
{
    [Alias("Touches")]
    Task<int> Touches();
}

public abstract class AskedGrain<TQuestion> : Grain, IAsked<TQuestion>
{
    protected int Touched { get; private set; }

    public Task<string> Ask(TQuestion question, int times = 1, CancellationToken cancellation = default) =>
        Task.FromResult(string.Join(' ', Enumerable.Repeat($"{question}", times)));

    public ValueTask<string> Name() => new(this.GetPrimaryKeyString());

    public async ValueTask Touch()
    {
        await Task.Yield();
        Touched++;
    }
}

[GrainType("test-oracle")]
public class OracleGrain : AskedGrain<Riddle>, IOracle
{
    public Task<string> Ask(int question, int times = 1, CancellationToken cancellation = default) =>
        Task.FromResult($"number {question * times}");

    public Task<int> Touches() => Task.FromResult(Touched);
}

[GrainType("test-sphinx")]
public class SphinxGrain : AskedGrain<Riddle>;
