using Watchfloor.Events;

namespace Watchfloor.Tests.Grains;

/// <summary>The end of a condition that its source tells by a name.</summary>
public sealed class ClearedOccurrenceTests : GrainRoom
{
    static readonly Detection Drum = new("scada", null, "drum", Severity.High, "pressure", "f1", "Drum high", null, T0, null, []);
    static readonly ClearCondition Over = new("drum", T0.AddMinutes(1), new("scada", "drum/over/1"));

    [Fact]
    public async Task It_is_taken_once_for_ever_and_does_not_end_what_has_returned_since()
    {
        var first = await Correlation.Take(Drum, Wish(), Cancellation);
        Assert.Equal(new(first.EventId, IngestOutcome.Cleared), await Correlation.Clear(Over, Wish(), Cancellation));
        var second = await Correlation.Take(Drum, Wish(), Cancellation);
        Assert.Equal(new(first.EventId, IngestOutcome.Duplicate), await Correlation.Clear(Over, Wish(), Cancellation));
        await Restart();
        Assert.Equal(new(first.EventId, IngestOutcome.Duplicate), await Correlation.Clear(Over, Wish(), Cancellation));
        Assert.Equal(new(second.EventId, IngestOutcome.Merged), await Correlation.Take(Drum, Wish(), Cancellation));
    }

    [Fact]
    public async Task Its_own_wish_hears_the_same_again_when_the_answer_was_lost()
    {
        var (drum, wish) = (await Correlation.Take(Drum, Wish(), Cancellation), Wish());
        await Correlation.Clear(Over, wish, Cancellation);
        await Restart();
        Assert.Equal(new(drum.EventId, IngestOutcome.Cleared), await Correlation.Clear(Over, wish, Cancellation));
    }

    [Fact]
    public async Task Where_two_events_hold_the_condition_both_lose_it()
    {
        var first = await Correlation.Take(Drum, Wish(), Cancellation);
        var second = await Correlation.Take(Drum with { DetectedAt = T0.AddHours(1) }, Wish(), Cancellation);
        var cleared = await Correlation.Clear(Over, Wish(), Cancellation);
        Assert.Contains(cleared.EventId, (string[])[first.EventId, second.EventId]);
        Assert.Equal(
            new("", IngestOutcome.Unchanged),
            await Correlation.Clear(new("drum", T0.AddHours(2), new("scada", "drum/over/2")), Wish(), Cancellation)
        );
    }

    ICorrelationGrain Correlation => Grain<ICorrelationGrain>("f1|pressure");
}
