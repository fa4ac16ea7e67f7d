using System.Text.Json;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Watchfloor.Catalogue;
using Watchfloor.Escalations;
using Watchfloor.Events;
using Watchfloor.Kernel;

namespace Watchfloor.Tests.Grains;

/// <summary>An event looks for itself whether anybody serves it. Nothing that it sends goes out here, so that it can be counted.</summary>
public sealed class UnservedTests : GrainRoom
{
    static readonly Detection Boiler = new("boiler-2", null, null, Severity.High, "pressure", "f1", "Pressure high", null, T0, null, []);

    bool _areUnreadable;

    protected override void Furnish(IServiceCollection services)
    {
        HeldOutbox.Put(services, () => true);
        var store = services.Last(service => service.ServiceType == typeof(ICatalogueReads));
        services.Replace(
            ServiceDescriptor.Singleton<ICatalogueReads>(provider => new Shelf(
                (ICatalogueReads)store.ImplementationFactory!(provider),
                () => _areUnreadable
            ))
        );
    }

    [Fact]
    public async Task Nothing_is_sent_for_an_event_without_a_policy() => Assert.Equal(0, await SentFor(Boiler));

    [Fact]
    public async Task From_its_answer_on_a_policy_is_told_of_what_it_serves_and_of_nothing_else()
    {
        await Define(new("Pressure", new(null, "pressure", null), [new(TimeSpan.Zero, [new("room")])], null));
        Assert.Equal(1, await SentFor(Boiler));
        Assert.Equal(0, await SentFor(Boiler with { Category = "flow" }));
    }

    [Fact]
    public async Task Where_nobody_can_read_the_policies_the_event_is_taken_in_and_its_escalation_told()
    {
        _areUnreadable = true;
        Assert.Equal(1, await SentFor(Boiler));
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

    sealed class Shelf(ICatalogueReads inner, Func<bool> areUnreadable) : ICatalogueReads
    {
        public ValueTask<IReadOnlyList<Entry<TSpec>>> All<TSpec>(TenantId tenant, string kind, CancellationToken cancellation) =>
            kind == Kinds.Policy && areUnreadable()
                ? throw new JsonException("a policy is broken")
                : inner.All<TSpec>(tenant, kind, cancellation);

        public ValueTask<Entry<TSpec>?> Find<TSpec>(TenantId tenant, string kind, string id, CancellationToken cancellation) =>
            inner.Find<TSpec>(tenant, kind, id, cancellation);
    }
}
