using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Watchfloor.Kernel;

namespace Watchfloor.Tests.Kernel;

/// <summary>
/// What a target does not know when it comes again must not come again behind what came after it: a hold that was for nothing, repeated
/// after the release, would hold for ever.
/// </summary>
public sealed class ForgettingTests
{
    static readonly EntityId Source = new("event", TenantId.Default, "e");

    readonly Shelf _shelf = new();
    readonly Target _target = new();

    [Theory]
    [InlineData(OutcomeKind.Unchanged)]
    [InlineData(OutcomeKind.Refused)]
    [InlineData(OutcomeKind.Absent)]
    public async Task What_left_no_trace_is_forgotten_before_the_next_of_its_line_goes(OutcomeKind kind)
    {
        _target.Answers["hold"] = kind;
        await Run(async () =>
        {
            await _shelf.Asked(1);
            Assert.Equal(["hold"], _target.Taken);
            _shelf.Forget();

            await KernelRoom.Eventually(() => _target.Taken.Count == 2, "the next one to go");
            Assert.Equal([1], _shelf.Gone.Take(1));
        });
    }

    [Fact]
    public async Task What_its_target_remembers_or_can_stand_holds_up_nobody()
    {
        _target.Answers["hold"] = OutcomeKind.Done;
        _target.Answers["read"] = OutcomeKind.Unchanged;
        _shelf.Messages = [Message(1, "hold"), Message(2, "read"), Message(3, "release")];
        await Run(async () =>
        {
            await KernelRoom.Eventually(() => _target.Taken.Count == 3, "all to go");
            Assert.Empty(_shelf.Gone);
        });
    }

    async Task Run(Func<Task> meanwhile)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var meters = new KernelMeters();
        var pump = new OutboxPump(
            _shelf,
            null!,
            [_target],
            new NoIds(),
            meters,
            new KernelReadiness(),
            TimeProvider.System,
            NullLogger<OutboxPump>.Instance
        );
        var running = pump.Run(0, ending.Token);
        await meanwhile();
        await ending.CancelAsync();
        _shelf.Forget();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    static Outgoing Message(long seq, string command) =>
        new(seq, Source, Source with { Kind = "escalation" }, command, default, new($"event/e/{seq}/0"), 0);

    /// <summary>Forgets nothing until it may.</summary>
    sealed class Shelf : IOutbox
    {
        readonly TaskCompletionSource _may = new(TaskCreationOptions.RunContinuationsAsynchronously);
        readonly ConcurrentQueue<long> _asked = [];

        public event Action? Added;

        public int Partitions => 1;

        public IReadOnlyList<Outgoing> Messages { get; set; } = [Message(1, "hold"), Message(2, "release")];

        public ConcurrentQueue<long> Gone { get; } = [];

        public Task Asked(long seq) => KernelRoom.Eventually(() => _asked.Contains(seq), $"{seq} to be forgotten");

        public void Forget() => _may.TrySetResult();

        public ValueTask<IReadOnlyList<Outgoing>> After(int partition, long seq, int limit, CancellationToken cancellation) =>
            new([.. Messages.Where(message => message.Seq > seq).Take(limit)]);

        public async Task Done(IReadOnlyList<long> seqs)
        {
            foreach (var seq in seqs)
                _asked.Enqueue(seq);
            await _may.Task;
            foreach (var seq in seqs)
                Gone.Enqueue(seq);
            Added?.Invoke();
        }

        public Task Failed(long seq, int attempts, string reason) => throw new NotSupportedException(reason);

        public Task Park(long seq, string reason) => throw new NotSupportedException(reason);

        public ValueTask<long> Depth(CancellationToken cancellation) => new(Messages.Count - Gone.Count);
    }

    sealed class Target : IDelivery
    {
        readonly ConcurrentQueue<string> _taken = [];

        public string Kind => "escalation";

        public Dictionary<string, OutcomeKind> Answers { get; } = new() { ["release"] = OutcomeKind.Done };

        public IReadOnlyCollection<string> Taken => _taken;

        public bool StandsRepeats(string command) => command == "read";

        public Task<Outcome> Deliver(IGrainFactory grains, Outgoing message, CancellationToken cancellation)
        {
            _taken.Enqueue(message.Command);
            return Task.FromResult(new Outcome(Answers[message.Command], 1));
        }
    }

    sealed class NoIds : IIds
    {
        public string Next() => "none";

        public double Chance() => 0.5;
    }
}
