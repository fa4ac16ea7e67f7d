using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Watchfloor.Tests.Engine;

[GenerateSerializer, Immutable, Alias("test.Reading")]
public sealed record Reading([property: Id(0)] int Number, [property: Id(1)] string? Hold = null);

[Alias("test.IListener")]
public interface IListener : IGrainWithStringKey
{
    [Alias("Heard")]
    Task<List<int>> Heard();

    [Alias("FailNext")]
    Task FailNext(int times);

    [Alias("Publish")]
    Task Publish(string ns, string key, Reading reading);

    [Alias("Subscribe")]
    Task Subscribe(string ns, string key);

    [Alias("Unsubscribe")]
    Task Unsubscribe(string ns, string key);

    [Alias("Leave")]
    Task Leave();
}

/// <summary>Hears the stream of its key.</summary>
[GrainType("test-listener"), ImplicitStreamSubscription("test-readings")]
public class ListenerGrain : Grain, IListener, IStreamSubscriptionObserver, IAsyncObserver<Reading>
{
    readonly List<int> _heard = [];
    int _failures;

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => handleFactory.Create<Reading>().ResumeAsync(this);

    public async Task OnNextAsync(Reading item, StreamSequenceToken? token = null)
    {
        if (item.Hold is { } hold)
        {
            Signals.Raise($"{hold}-in");
            await Signals.Wait($"{hold}-out");
        }
        if (_failures-- > 0)
            throw new InvalidOperationException("cannot take it now");
        _heard.Add(item.Number);
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;

    public Task<List<int>> Heard() => Task.FromResult(_heard.ToList());

    public Task FailNext(int times)
    {
        _failures = times;
        return Task.CompletedTask;
    }

    public Task Publish(string ns, string key, Reading reading) => Stream(ns, key).OnNextAsync(reading);

    public Task Subscribe(string ns, string key) => Stream(ns, key).SubscribeAsync(this);

    public async Task Unsubscribe(string ns, string key)
    {
        foreach (var handle in await Stream(ns, key).GetAllSubscriptionHandles())
            await handle.UnsubscribeAsync();
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    IAsyncStream<Reading> Stream(string ns, string key) => this.GetStreamProvider("telemetry").GetStream<Reading>(StreamId.Create(ns, key));
}
