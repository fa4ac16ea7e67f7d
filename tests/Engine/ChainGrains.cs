using Orleans.Concurrency;

namespace Watchfloor.Tests.Engine;

[Alias("test.IChain")]
public interface IChain : IGrainWithStringKey
{
    [Alias("Through")]
    Task<string> Through(string[] keys);

    [Alias("Deaf")]
    Task Deaf(string release);

    [Alias("Wait")]
    Task<bool> Wait(string entered, CancellationToken cancellation = default);

    [Alias("Seen")]
    Task<bool> Seen();

    [Alias("Fire"), OneWay]
    Task Fire(string entered, string release);

    [Alias("Break"), OneWay]
    Task Break();
}

/// <summary>Calls the next grain in line, and so on.</summary>
[GrainType("test-chain")]
public class ChainGrain : Grain, IChain
{
    bool _seen;

    public async Task<string> Through(string[] keys) =>
        keys is [var next, .. var rest]
            ? await GrainFactory.GetGrain<IChain>(next).Through(rest) + "<" + this.GetPrimaryKeyString()
            : this.GetPrimaryKeyString();

    public Task Deaf(string release) => Signals.Wait(release);

    public async Task<bool> Wait(string entered, CancellationToken cancellation = default)
    {
        cancellation.Register(() => _seen = GrainContext.GrainInstance == this);
        Signals.Raise(entered);
        try
        {
            await Task.Delay(TimeSpan.FromMinutes(5), cancellation);
        }
        catch (OperationCanceledException)
        {
            Signals.Raise($"{entered}-cancelled");
            throw;
        }
        return cancellation.CanBeCanceled;
    }

    public Task<bool> Seen() => Task.FromResult(_seen);

    public async Task Fire(string entered, string release)
    {
        Signals.Raise(entered);
        await Signals.Wait(release);
    }

    public Task Break() => throw new InvalidOperationException("nobody hears this");
}
