using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Watchfloor.Kernel;

namespace Watchfloor.Tests.Kernel;

/// <summary>One partition of an outbox of which a test sees every use, and its pump.</summary>
sealed class OutboxOnPaper : IOutbox
{
    static readonly EntityId Source = new("event", TenantId.Default, "e");

    readonly ConcurrentQueue<(long Seq, int Attempts, string Reason)> _failed = [];
    readonly ConcurrentQueue<long> _gone = [];
    volatile int _reads;

    public event Action? Added;

    public int Partitions => 1;

    public IReadOnlyList<Outgoing> Messages { get; set; } = [];

    /// <summary>A read that began ends when this does.</summary>
    public Task Reading { get; set; } = Task.CompletedTask;

    /// <summary>How often it was read.</summary>
    public int Reads => _reads;

    public (long Seq, int Attempts, string Reason)[] Failures => [.. _failed];

    public ConcurrentQueue<long> Parked { get; } = [];

    public long[] Gone => [.. _gone];

    public static Outgoing Message(long seq, string command, int attempts = 0) =>
        new(seq, Source, Source with { Kind = "escalation" }, command, default, new($"event/e/{seq}/0"), attempts);

    /// <summary>Something was flushed.</summary>
    public void Announce() => Added!();

    public async Task Pumped(IDelivery target, TimeProvider clock, Func<Task> meanwhile)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var meters = new KernelMeters();
        var pump = new OutboxPump(this, null!, [target], new NoIds(), meters, new(), clock, NullLogger<OutboxPump>.Instance);
        var running = pump.Run(0, ending.Token);
        await meanwhile();
        await ending.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask<IReadOnlyList<Outgoing>> After(int partition, long seq, int limit, CancellationToken cancellation)
    {
        var reading = Reading;
        Interlocked.Increment(ref _reads);
        await reading;
        return [.. Messages.Where(message => message.Seq > seq).Take(limit)];
    }

    public Task Done(IReadOnlyList<long> seqs)
    {
        foreach (var seq in seqs)
            _gone.Enqueue(seq);
        return Task.CompletedTask;
    }

    public Task Failed(long seq, int attempts, string reason)
    {
        _failed.Enqueue((seq, attempts, reason));
        return Task.CompletedTask;
    }

    public Task Park(long seq, string reason)
    {
        Parked.Enqueue(seq);
        return Task.CompletedTask;
    }

    public ValueTask<long> Depth(CancellationToken cancellation) => new(Messages.Count - _gone.Count);

    sealed class NoIds : IIds
    {
        public string Next() => "none";

        public double Chance() => 0.5;
    }
}
