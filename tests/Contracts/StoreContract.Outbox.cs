using Watchfloor.Kernel;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Contracts;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Effects_wait_in_the_order_of_their_commits()
    {
        await Store.Commits.Commit(Commit(Event("e1"), 0, facts: 2) with { Outbox = [Message("a", "first"), Message("b", "second")] });
        await Store.Commits.Commit(Commit(Event("e2"), 0) with { Outbox = [Message("a", "third")] });

        var waiting = await Store.Outbox.After(0, 10, Cancellation);

        Assert.Equal(["event/e1/2/0", "event/e1/2/1", "event/e2/1/0"], waiting.Select(message => message.Request.Value));
        Assert.Equal(["a", "b", "a"], waiting.Select(message => message.Target.Id));
        Assert.Equal(waiting.Select(message => message.Seq).Order(), waiting.Select(message => message.Seq));
        var second = waiting[1];
        Assert.Equal((Event("e1"), "wf.SilenceEscalation", 0), (second.Source, second.Command, second.Attempts));
        Assert.Equal("{\"reason\":\"second\"}", Text(second.Data));
        Assert.Equal(
            waiting.Skip(1).Take(1).Select(m => m.Seq),
            (await Store.Outbox.After(waiting[0].Seq, 1, Cancellation)).Select(m => m.Seq)
        );
    }

    [Fact]
    public async Task A_delivered_effect_is_gone_and_its_number_is_never_used_again()
    {
        var first = await Effect("e1");
        await Store.Outbox.Done([first.Seq]);
        Assert.Empty(await Store.Outbox.After(0, 10, Cancellation));

        var second = await Effect("e2");

        Assert.True(second.Seq > first.Seq, $"{second.Seq} follows {first.Seq}");
        Assert.Equal(1, await Store.Outbox.Depth(Cancellation));
    }

    [Fact]
    public async Task A_failed_attempt_is_counted_and_the_effect_waits_on()
    {
        var message = await Effect("e1");

        await Store.Outbox.Failed(message.Seq, 3, "the target did not answer");

        Assert.Equal(3, (await Store.Outbox.After(0, 10, Cancellation)).Single().Attempts);
    }

    [Fact]
    public async Task A_parked_effect_is_kept_out_of_the_way()
    {
        var parked = await Effect("e1");
        await Store.Outbox.Park(parked.Seq, "given up");
        var next = await Effect("e2");

        Assert.Equal([next.Seq], (await Store.Outbox.After(0, 10, Cancellation)).Select(message => message.Seq));
        Assert.Equal((1, 1), (await Store.Health.OutboxDepth(Cancellation), await Store.Health.OutboxParked(Cancellation)));
    }

    [Fact]
    public async Task Whoever_waits_for_effects_is_told_before_the_commit_completes()
    {
        var told = 0;
        Store.Outbox.Added += () => Interlocked.Increment(ref told);

        await Store.Commits.Commit(Commit(Event("quiet"), 0));
        Assert.Equal(0, Volatile.Read(ref told));
        await Store.Commits.Commit(Commit(Event("e1"), 0) with { Outbox = [Message("a", "first")] });
        Assert.Equal(1, Volatile.Read(ref told));
    }

    async Task<Outgoing> Effect(string source)
    {
        await Store.Commits.Commit(Commit(Event(source), 0) with { Outbox = [Message("a", source)] });
        return (await Store.Outbox.After(0, 10, Cancellation)).Single(message => message.Source == Event(source));
    }
}
