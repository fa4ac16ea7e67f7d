using Orleans.Runtime;
using Watchfloor.Kernel;
using Watchfloor.Tests.Grains;

namespace Watchfloor.Tests.Kernel;

/// <summary>What counts as a failure of a message, and what only says that somebody is away.</summary>
public sealed class CountedAttemptsTests
{
    readonly OutboxOnPaper _outbox = new() { Messages = [OutboxOnPaper.Message(1, "hold")] };

    public static TheoryData<string> Outages => [.. Away.Keys];

    static readonly Dictionary<string, Func<Task<Outcome>>> Away = new()
    {
        ["nobody answers"] = () => throw new TimeoutException("nobody answers"),
        ["no database"] = () => throw new StoreFailedException("no database"),
        ["it was moved"] = () => throw new StaleActivationException("it was moved"),
        ["the silo stops"] = () => throw new SiloUnavailableException("the silo stops"),
        ["it was given away"] = () => throw new TaskCanceledException("it was given away"),
        ["it is held back"] = () => Task.FromResult(new Outcome(OutcomeKind.Held, 0, "it is held back")),
    };

    [Theory, MemberData(nameof(Outages))]
    public async Task Not_that_somebody_is_away_for_however_long(string outage)
    {
        var target = new Scripted([.. Enumerable.Repeat(Away[outage], 2 * OutboxPump.GiveUpAfter)]);

        await _outbox.Pumped(target, new HastyTime(), () => KernelRoom.Eventually(() => _outbox.Gone is [1], "it to arrive"));

        Assert.Equal(2 * OutboxPump.GiveUpAfter, _outbox.Failures.Length);
        Assert.All(_outbox.Failures, failure => Assert.Equal((1, 0, outage), failure));
        Assert.Empty(_outbox.Parked);
    }

    [Fact]
    public async Task Every_other_failure_also_of_the_silo_before_whatever_came_between()
    {
        _outbox.Messages = [OutboxOnPaper.Message(1, "hold", attempts: 5)];
        var target = new Scripted(Broken, Away["no database"], Away["it is held back"], Broken, Away["it was moved"]);

        await _outbox.Pumped(target, new HastyTime(), () => KernelRoom.Eventually(() => _outbox.Gone is [1], "it to arrive"));

        Assert.Equal([6, 6, 6, 7, 7], _outbox.Failures.Select(failure => failure.Attempts));
        Assert.Equal("broken", _outbox.Failures[0].Reason);
    }

    [Fact]
    public async Task That_the_store_will_never_keep_what_comes_of_it_is_one()
    {
        var target = new Scripted(
            () => throw new StaleActivationException("too long") { IsUnfit = true },
            () => throw new StoreFailedException("too long") { IsUnfit = true }
        );

        await _outbox.Pumped(target, new HastyTime(), () => KernelRoom.Eventually(() => _outbox.Gone is [1], "it to arrive"));

        Assert.Equal([(1L, 1, "too long"), (1L, 2, "too long")], _outbox.Failures);
    }

    static Task<Outcome> Broken() => throw new InvalidOperationException("broken");

    /// <summary>Answers so, one after another, and then takes everything.</summary>
    sealed class Scripted(params Func<Task<Outcome>>[] answers) : IDelivery
    {
        int _calls;

        public string Kind => "escalation";

        public Task<Outcome> Deliver(IGrainFactory grains, Outgoing message, CancellationToken cancellation) =>
            _calls < answers.Length ? answers[_calls++]() : Task.FromResult(new Outcome(OutcomeKind.Done, 1));
    }
}
