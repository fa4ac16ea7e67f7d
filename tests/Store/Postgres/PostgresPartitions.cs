using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Watchfloor.Kernel;
using Watchfloor.Store;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>Two servers deliver what both commit, each its partitions.</summary>
public sealed class PostgresPartitions : PostgresRoom
{
    const int Rounds = 30;
    const int Sources = 12;

    [Fact]
    public async Task Each_message_is_delivered_once_and_in_order_whoever_wrote_it()
    {
        await using var first = await Open(Together);
        await using var second = await Open(Together);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        using var meters = new KernelMeters();
        var received = new Received();
        var (a, b) = (Pump(first, received, meters), Pump(second, received, meters));
        Assert.Equal(4, a.Partitions);
        var running = new[] { a.Run(0, ending.Token), a.Run(1, ending.Token), b.Run(2, ending.Token), b.Run(3, ending.Token) };

        await Task.WhenAll(Write(first), Write(second));
        await PrivatePostgres.Eventually(() => Task.FromResult(received.Count >= Rounds * Sources));
        await PrivatePostgres.Eventually(async () => await first.Outbox.Depth(Cancellation) == 0);
        await ending.CancelAsync();
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        Assert.Equal(Rounds * Sources, received.Count);
        foreach (var source in Enumerable.Range(0, Sources))
            Assert.Equal(Enumerable.Range(1, Rounds).Select(version => $"event/e{source}/{version}/0"), received.Of(Event($"e{source}")));
    }

    [Fact]
    public async Task Whoever_takes_a_partition_over_delivers_what_was_left()
    {
        await using var first = await Open(Together);
        await using var second = await Open(Together);
        using var meters = new KernelMeters();
        var received = new Received();
        await Write(first);
        using (var ending = CancellationTokenSource.CreateLinkedTokenSource(Cancellation))
        {
            received.Enough = ending;
            await Task.WhenAll(Run(Pump(first, received, meters), ending.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        using var later = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var running = Run(Pump(second, received, meters), later.Token);

        await PrivatePostgres.Eventually(async () => await second.Outbox.Depth(Cancellation) == 0);
        await later.CancelAsync();
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        foreach (var source in Enumerable.Range(0, Sources))
            Assert.Equal(
                Enumerable.Range(1, Rounds).Select(version => $"event/e{source}/{version}/0"),
                received.Of(Event($"e{source}")).Distinct()
            );
    }

    static Task[] Run(OutboxPump pump, CancellationToken ending) =>
        [.. Enumerable.Range(0, pump.Partitions).Select(partition => pump.Run(partition, ending))];

    static OutboxPump Pump(PostgresStore store, Received received, KernelMeters meters) =>
        new(
            store.Outbox,
            null!,
            [received],
            new NoIds(),
            meters,
            new KernelReadiness(),
            TimeProvider.System,
            NullLogger<OutboxPump>.Instance
        );

    /// <summary>Both write all; of two the same one wins.</summary>
    static async Task Write(PostgresStore store)
    {
        for (var round = 0; round < Rounds; round++)
            await Task.WhenAll(
                Enumerable
                    .Range(0, Sources)
                    .Select(e => store.Commits.Commit(Commit(Event($"e{e}"), round) with { Outbox = [Message("a", "x")] }))
            );
    }

    sealed class Received : IDelivery
    {
        readonly ConcurrentQueue<Outgoing> _messages = [];

        public string Kind => Message("a", "x").Target.Kind;

        public int Count => _messages.Count;

        /// <summary>Cancelled after a third of all.</summary>
        public CancellationTokenSource? Enough { get; set; }

        public IEnumerable<string> Of(EntityId source) =>
            _messages.Where(message => message.Source == source).Select(message => message.Request.Value);

        public async Task<Outcome> Deliver(IGrainFactory grains, Outgoing message, CancellationToken cancellation)
        {
            await Task.Yield();
            _messages.Enqueue(message);
            if (_messages.Count == Rounds * Sources / 3 && Enough is { } enough)
                await enough.CancelAsync();
            return new(OutcomeKind.Done, 1);
        }
    }

    sealed class NoIds : IIds
    {
        public string Next() => "none";

        public double Chance() => 0.5;
    }
}
