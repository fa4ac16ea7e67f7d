using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Watchfloor.Events;

namespace Watchfloor.Benchmarks;

/// <summary>
/// A client of the silos in this process, as every api is one, without the cost of HTTP. A command that ends without an answer is repeated under
/// its name until it is answered, as an api does.
/// </summary>
sealed class EventCaller : IAsyncDisposable
{
    const int AtOnce = 64;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    readonly IHost _host;
    readonly IGrainFactory _grains;
    long _asked;
    long _repeats;

    EventCaller(IHost host) => (_host, _grains) = (host, host.Services.GetRequiredService<IClusterClient>());

    /// <summary>Commands that ended without an answer and were sent again.</summary>
    public long Repeats => Volatile.Read(ref _repeats);

    /// <summary>Remarks that were answered; each is one fact and one commit.</summary>
    public long Remarks => Volatile.Read(ref _asked);

    public static async Task<EventCaller> Connect(string database, CancellationToken cancellation) =>
        new(await SiloPeer.Client(database, cancellation));

    /// <summary>Makes so many events, and returns their ids.</summary>
    public async Task<string[]> Make(int events, CancellationToken cancellation, string run = "event")
    {
        string[] ids = [.. Enumerable.Range(0, events).Select(number => $"{run}-{number:d6}")];
        await ForEach(ids, Raise, cancellation);
        return ids;
    }

    /// <summary>Something about each of them, many at a time.</summary>
    public static Task ForEach(IEnumerable<string> ids, Func<string, CancellationToken, Task> act, CancellationToken cancellation) =>
        Parallel.ForEachAsync(
            ids,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (id, token) => await act(id, token)
        );

    /// <summary>The event begins.</summary>
    public Task Raise(string id, CancellationToken cancellation) => Do(id, new Raise(Detection(id)), $"raise-{id}", cancellation);

    /// <summary>One more remark, durable when it returns.</summary>
    public async Task Remark(string id, CancellationToken cancellation)
    {
        var name = $"remark-{Interlocked.Increment(ref _asked)}";
        await Do(id, new Comment("benchmark", name, "The valve was looked at, and nothing is wrong with it."), name, cancellation);
    }

    /// <summary>A question that the event answers from memory.</summary>
    public Task Ask(string id, CancellationToken cancellation) => Grain(id).Attention(cancellation);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    async Task Do(string id, EventCommand command, string name, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                var outcome = await Grain(id).Do(command, new RequestId(name), cancellation);
                if (!outcome.Succeeded)
                    throw new InvalidOperationException($"event {id} refused {command.GetType().Name}: {outcome.Reason}");
                return;
            }
            catch (Exception fault)
                when (fault is Orleans.Runtime.OrleansException or TimeoutException or StoreFailedException or StaleActivationException)
            {
                Interlocked.Increment(ref _repeats);
            }
            await Task.Delay(Pause, cancellation);
        }
    }

    IEventGrain Grain(string id) => _grains.GetGrain<IEventGrain>(new EntityId(Kinds.Event, TenantId.Default, id).Key);

    static Detection Detection(string id) =>
        new(
            "benchmark",
            ExternalId: id,
            ConditionKey: $"{id}/discharge-pressure/high",
            Severity.Low,
            Category: "pressure",
            FacilityId: null,
            Title: $"Discharge pressure of {id} is above 8 bar",
            Description: "The discharge pressure stayed above the limit for longer than the rule allows.",
            DetectedAt: DateTimeOffset.UtcNow,
            Location: null,
            Attributes: [new("unit", "bar"), new("value", "8.4")]
        );
}
