using Watchfloor.Catalogue;
using Watchfloor.Escalations;
using Watchfloor.Events;
using Watchfloor.Kernel;

namespace Watchfloor.Tests.Grains;

/// <summary>An event looks for itself whether anybody serves it. Nothing that it sends goes out here, so that it can be counted.</summary>
public sealed class UnservedTests : GrainRoom
{
    static readonly Detection Boiler = new("boiler-2", null, null, Severity.High, "pressure", "f1", "Pressure high", null, T0, null, []);

    protected override void Furnish(IServiceCollection services) => HeldOutbox.Put(services, () => true);

    [Fact]
    public async Task Nothing_is_sent_for_an_event_without_a_policy() => Assert.Equal(0, await SentFor(Boiler));

    [Fact]
    public async Task From_its_answer_on_a_policy_is_told_of_what_it_serves_and_of_nothing_else()
    {
        await Define(new("Pressure", new(null, "pressure", null), [new(TimeSpan.Zero, [new("room")])], null));
        Assert.Equal(1, await SentFor(Boiler));
        Assert.Equal(0, await SentFor(Boiler with { Category = "flow" }));
    }

    async Task<long> SentFor(Detection detection)
    {
        var before = await Get<IOutbox>().Depth(Cancellation);
        var correlation = CorrelationKey.Of(TenantId.Default, detection.FacilityId, detection.Category);
        var detected = await Grains.GetGrain<ICorrelationGrain>(correlation.ToGrainId()).Take(detection, Wish(), Cancellation);
        Assert.Equal(IngestOutcome.Created, detected.Outcome);
        return await Get<IOutbox>().Depth(Cancellation) - before;
    }

    async Task Define(PolicySpec policy)
    {
        var defined = await Grain<IPolicyGrain>("p1").Do(new Define<PolicySpec>(policy), Wish(), Cancellation);
        Assert.Equal(OutcomeKind.Done, defined.Kind);
    }
}
