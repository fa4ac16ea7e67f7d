using Watchfloor.Events;

namespace Watchfloor.Tests.Kernel;

public sealed class RuledGrainTests : KernelRoom
{
    static RequestId R(string id) => new(id);

    [Fact]
    public async Task A_command_answers_only_when_its_facts_are_durable()
    {
        var release = Store.Hold();
        var asked = Lamp("a").Do(new Acknowledge("ana"), R("1"), TestContext.Current.CancellationToken);
        await Task.Yield();
        Assert.False(asked.IsCompleted);
        Assert.Empty(Store.Journal);
        release();
        Assert.Equal(OutcomeKind.Done, (await asked).Kind);
        Assert.Single(Store.Journal);
    }

    [Fact]
    public async Task Commands_pipeline_on_the_pending_state_and_reads_wait_for_it()
    {
        var lamp = Lamp("b");
        Assert.Equal(0, await lamp.Times());
        var release = Store.Hold();
        var asked = Enumerable
            .Range(0, 10)
            .Select(i => lamp.Do(new Acknowledge("ana"), R($"p{i}"), TestContext.Current.CancellationToken))
            .ToList();
        var read = lamp.Times();
        release();
        var versions = (await Task.WhenAll(asked)).Select(outcome => outcome.Version).ToList();
        Assert.Equal(Enumerable.Range(1, 10).Select(i => (long)i), versions);
        Assert.InRange(await read, 0, 10);
        Assert.Equal(10, await lamp.Times());
    }

    [Fact]
    public async Task The_same_wish_twice_is_done_once_and_answered_alike()
    {
        var lamp = Lamp("c");
        var first = await lamp.Do(new Acknowledge("ana"), R("same"), TestContext.Current.CancellationToken);
        var second = await lamp.Do(new Acknowledge("ana"), R("same"), TestContext.Current.CancellationToken);
        Assert.Equal(first, second);
        Assert.Equal(1, await lamp.Times());
    }

    [Fact]
    public async Task A_wish_granted_to_an_earlier_activation_is_not_granted_again()
    {
        var lamp = Lamp("d");
        var first = await lamp.Do(new Acknowledge("ana"), R("same"), TestContext.Current.CancellationToken);
        await lamp.Forget();
        var second = await lamp.Do(new Acknowledge("ana"), R("same"), TestContext.Current.CancellationToken);
        Assert.Equal(first.Version, second.Version);
        Assert.Equal(1, await lamp.Times());
    }

    [Fact]
    public async Task A_refusal_carries_the_reason_and_writes_nothing()
    {
        var outcome = await Lamp("e").Do(new Close("ana"), R("1"), TestContext.Current.CancellationToken);
        Assert.Equal((OutcomeKind.Refused, "the lamp is dark"), (outcome.Kind, outcome.Reason));
        Assert.Empty(Store.Journal);
    }

    [Fact]
    public async Task A_wish_that_was_granted_is_not_refused_when_it_comes_again()
    {
        var lamp = Lamp("f");
        await lamp.Do(new Acknowledge("ana"), R("light"), TestContext.Current.CancellationToken);
        var closed = await lamp.Do(new Close("ana"), R("nothing"), TestContext.Current.CancellationToken);
        Assert.Equal(OutcomeKind.Unchanged, closed.Kind);
    }

    [Fact]
    public async Task A_failed_commit_fails_what_was_pending_and_the_next_call_loads_afresh()
    {
        var lamp = Lamp("g");
        await lamp.Do(new Acknowledge("ana"), R("1"), TestContext.Current.CancellationToken);
        Store.Failures.Enqueue(new IOException("the disk is full"));
        var failed = await Assert.ThrowsAsync<StaleActivationException>(() =>
            lamp.Do(new Acknowledge("ana"), R("2"), TestContext.Current.CancellationToken)
        );
        Assert.Contains("the disk is full", failed.Message);
        await Eventually(async () => await Tries(() => lamp.Times()) == 1, "the lamp to be loaded afresh");
        await lamp.Do(new Acknowledge("ana"), R("2"), TestContext.Current.CancellationToken);
        Assert.Equal(2, await lamp.Times());
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_failed_commit_says_whether_another_try_is_in_vain(bool isUnfit)
    {
        var lamp = Lamp("v");
        Store.Failures.Enqueue(new StoreFailedException("the database refused") { IsUnfit = isUnfit });
        var failed = await Assert.ThrowsAsync<StaleActivationException>(() =>
            lamp.Do(new Acknowledge("ana"), R("1"), TestContext.Current.CancellationToken)
        );
        Assert.Equal(isUnfit, failed.IsUnfit);
    }

    [Fact]
    public async Task A_claimed_occurrence_names_its_owner()
    {
        await Lamp("h").Do(new Comment("ana", "1", "occurrence"), R("1"), TestContext.Current.CancellationToken);
        var outcome = await Lamp("i").Do(new Comment("ana", "1", "occurrence"), R("1"), TestContext.Current.CancellationToken);
        Assert.Equal((OutcomeKind.Claimed, "h"), (outcome.Kind, outcome.Reason));
    }

    [Fact]
    public async Task A_caller_of_one_tenant_does_not_reach_a_grain_of_another()
    {
        CallerContext.Set(new TenantId("other"), "eve");
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() =>
            Lamp("j").Do(new Acknowledge("eve"), R("1"), TestContext.Current.CancellationToken)
        );
    }

    static async Task<int> Tries(Func<Task<int>> read)
    {
        try
        {
            return await read();
        }
        catch (StaleActivationException)
        {
            return -1; // the dropped activation answered; ask again
        }
    }
}
