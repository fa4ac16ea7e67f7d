namespace Watchfloor.Benchmarks;

[Alias("bench.INull")]
public interface INull : IGrainWithStringKey
{
    [Alias("Nothing")]
    Task Nothing();

    [Alias("Echo")]
    Task<Payload> Echo(Payload payload);

    [Alias("Forward")]
    Task Forward(string next);
}

[GenerateSerializer, Immutable, Alias("bench.Payload")]
public sealed record Payload([property: Id(0)] string Text);

[GrainType("bench-null")]
public class NullGrain : Grain, INull
{
    public Task Nothing() => Task.CompletedTask;

    public Task<Payload> Echo(Payload payload) => Task.FromResult(payload);

    public async Task Forward(string next) => await GrainFactory.GetGrain<INull>(next).Nothing();
}

/// <summary>A grain as the product has them: some state, one armed timer.</summary>
[GrainType("bench-armed")]
public class ArmedGrain : Grain, IArmed
{
    public Task Arm()
    {
        this.RegisterGrainTimer(
            static (_, _) => Task.CompletedTask,
            this,
            new Orleans.Runtime.GrainTimerCreationOptions(TimeSpan.FromDays(1), Timeout.InfiniteTimeSpan)
        );
        return Task.CompletedTask;
    }
}

[Alias("bench.IArmed")]
public interface IArmed : IGrainWithStringKey
{
    [Alias("Arm")]
    Task Arm();
}
