using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Store;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Grains;

/// <summary>Messages that nobody takes, with retries that come at once.</summary>
public sealed class GivingUpTests : GrainRoom
{
    protected override void Furnish(IServiceCollection services) =>
        services.AddKeyedSingleton<TimeProvider>(InfrastructureTime.Key, new HastyTime()).AddSingleton<IDelivery>(_away);

    readonly Away _away = new();

    [Fact]
    public async Task What_meets_an_outage_waits_as_long_as_that_lasts_and_is_not_given_up()
    {
        var message = new OutboxMessage(Of("away", "a"), "wf.SilenceEscalation", AsJson(new { reason = "nobody hears it" }));
        await Get<ICommits>().Commit(Commit(Event("e1"), 0) with { Outbox = [message] });

        await Eventually(() => Task.FromResult(_away.Calls), calls => calls > 4 * OutboxPump.GiveUpAfter);
        await Eventually(async () => await Get<IStoreHealth>().OutboxDepth(Cancellation), waiting => waiting == 0);

        Assert.Equal(0, await Get<IStoreHealth>().OutboxParked(Cancellation));
    }

    [Fact]
    public async Task What_nobody_takes_is_parked_an_event_says_so_and_everything_else_arrives()
    {
        var ghost = new OutboxMessage(Of("ghost", "g"), "wf.SilenceEscalation", AsJson(new { reason = "nobody hears it" }));
        await Get<ICommits>().Commit(Commit(Event("e1"), 0) with { Outbox = [ghost, ghost, Message("e1", "heard"), ghost] });

        await Eventually(async () => await Get<IStoreHealth>().OutboxParked(Cancellation), parked => parked == 3);
        await Eventually(async () => await Get<IStoreHealth>().OutboxDepth(Cancellation), waiting => waiting == 0);

        // The first was tried until patience ended; behind it one try each was enough.
        Assert.Equal([OutboxPump.GiveUpAfter - 1, 0, 0], Parked().Select(row => row.Attempts));
        Assert.All(Parked(), row => Assert.Contains("nothing takes messages of kind 'ghost'", row.Reason));
        var told = await Eventually(
            async () => (await Get<IEventReads>().List(TenantId.Default, new([], []), 100, null, Cancellation)).Items,
            events => events.Count > 0
        );
        Assert.Equal(("A message to ghost could not be delivered", Severity.High), (told[0].Title, told[0].Severity));
    }

    [Fact]
    public async Task What_was_given_up_stays_given_up_after_a_restart_and_its_event_is_not_raised_again()
    {
        var ghost = new OutboxMessage(Of("ghost", "g"), "wf.SilenceEscalation", AsJson(new { reason = "nobody hears it" }));
        await Get<ICommits>().Commit(Commit(Event("e1"), 0) with { Outbox = [ghost] });
        await Eventually(async () => await Get<IStoreHealth>().OutboxParked(Cancellation), parked => parked == 1);

        await Restart();
        await Eventually(() => Task.FromResult(Get<OutboxPump>().IsQuiet), quiet => quiet);

        Assert.Equal(1, await Get<IStoreHealth>().OutboxParked(Cancellation));
        Assert.Equal(1, (await Get<IEventReads>().List(TenantId.Default, new([], []), 100, null, Cancellation)).Items.Single().Count);
    }

    /// <summary>Nobody is there, for every reason that there is, for much longer than patience lasts.</summary>
    sealed class Away : IDelivery
    {
        int _calls;

        public string Kind => "away";

        public int Calls => Volatile.Read(ref _calls);

        public Task<Outcome> Deliver(IGrainFactory grains, Outgoing message, CancellationToken cancellation)
        {
            var call = Interlocked.Increment(ref _calls);
            return call > 4 * OutboxPump.GiveUpAfter
                ? Task.FromResult(new Outcome(OutcomeKind.Done, 1))
                : Task.FromException<Outcome>(
                    (call % 5) switch
                    {
                        0 => new TimeoutException("no answer"),
                        1 => new StoreFailedException("the database is away"),
                        2 => new StaleActivationException("it was moved"),
                        3 => new Orleans.Runtime.OrleansException("the silo stops"),
                        _ => new TaskCanceledException("it was given away"),
                    }
                );
        }
    }

    List<(int Attempts, string Reason)> Parked()
    {
        using var reader = ((SqliteStore)Get<IStore>()).Read();
        var row = reader.Sql("SELECT attempts, reason FROM outbox_parked ORDER BY seq");
        var parked = new List<(int, string)>();
        while (row.Step())
            parked.Add((row.Int(0), row.Text(1)));
        return parked;
    }
}

/// <summary>A clock whose every wait is over at once.</summary>
sealed class HastyTime : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime > TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : dueTime, period);
}
