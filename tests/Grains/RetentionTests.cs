using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Store;

namespace Watchfloor.Tests.Grains;

public sealed class RetentionTests : GrainRoom
{
    static readonly Detection Seen = new("scada", "alarm-1", null, Severity.High, "pressure", null, "Trouble", null, T0, null, []);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_removed_event_is_absent_for_ever_and_its_occurrence_a_duplicate(bool restarts)
    {
        var id = (await Detect()).EventId;
        var grain = Grain<IEventGrain>(id);
        foreach (var command in new EventCommand[] { new Acknowledge("ana"), new Resolve("ana", false, null), new Close("ana") })
            Assert.Equal(OutcomeKind.Done, (await grain.Do(command, Wish(), Cancellation)).Kind);
        Clock.Advance(TimeSpan.FromDays(401));
        if (restarts)
            await Restart();

        Assert.Equal(1, await Get<IRetention>().Remove(Aged.Events, T0.AddDays(1), 100, Cancellation));

        await Eventually(() => Said(new Comment("ana", "c1", "Who was it?")), said => said == OutcomeKind.Absent);
        Assert.Equal(OutcomeKind.Absent, await Said(new Acknowledge("ana")));
        Assert.Equal(OutcomeKind.Absent, await Said(new Raise(Seen)));
        Assert.Equal((id, IngestOutcome.Duplicate), await Detect() is { } again ? (again.EventId, again.Outcome) : default);
        Assert.NotNull(await Get<ITombstones>().RemovedAt(new(Kinds.Event, TenantId.Default, id), Cancellation));

        async Task<OutcomeKind> Said(EventCommand command)
        {
            try
            {
                return (await Grain<IEventGrain>(id).Do(command, Wish(), Cancellation)).Kind;
            }
            catch (StaleActivationException)
            {
                return OutcomeKind.Stale; // the activation that stood on it goes first
            }
        }
    }

    [Fact]
    public async Task The_sweeper_removes_nothing_while_it_doubts_the_clock_and_remembers_when_it_swept()
    {
        var id = (await Detect()).EventId;
        foreach (var command in new EventCommand[] { new Acknowledge("ana"), new Resolve("ana", false, null), new Close("ana") })
            await Grain<IEventGrain>(id).Do(command, Wish(), Cancellation);
        await Get<IRetention>().Swept(Clock.GetUtcNow());
        var sweeper = Sweeper();
        Assert.Equal(0, await sweeper.Sweep(Cancellation));

        Clock.Advance(TimeSpan.FromDays(500)); // the machine's clock saw nothing of it

        Assert.Equal(0, await sweeper.Sweep(Cancellation));
        Assert.NotNull(await Get<IEventReads>().Find(TenantId.Default, id, Cancellation));
        await Get<IRetention>().Swept(Clock.GetUtcNow());
        Assert.True(await Sweeper().Sweep(Cancellation) > 0, "nothing was removed");
        Assert.Null(await Get<IEventReads>().Find(TenantId.Default, id, Cancellation));
        Assert.Equal(Clock.GetUtcNow(), await Get<IRetention>().LastSweep(Cancellation));
    }

    RetentionSweeper Sweeper() =>
        new(Get<IRetention>(), Options.Create(new RetentionOptions()), Clock, TimeProvider.System, NullLogger<RetentionSweeper>.Instance);

    Task<Detected> Detect()
    {
        var key = CorrelationKey.Of(TenantId.Default, Seen.FacilityId, Seen.Category);
        return Grains.GetGrain<ICorrelationGrain>(key.ToGrainId()).Take(Seen, Wish(), Cancellation);
    }
}
