using Watchfloor.Catalogue;
using Watchfloor.Devices;
using Watchfloor.Escalations;
using Watchfloor.Events;
using Watchfloor.Notifications;
using Watchfloor.Plant;

namespace Watchfloor.Silo;

/// <summary>
/// What a first look needs: two places, a rule for each recording of the edge connector, two channels and a policy. Made
/// again at every start without effect: what was changed or removed by people stays as they left it.
/// </summary>
sealed class Demo(IGrainFactory grains)
{
    const string Station = "demo-pump-station";
    const string Hall = "demo-motor-hall";
    const string Room = "demo-control-room";
    const string Duty = "demo-duty-engineer";

    public async Task Seed(CancellationToken cancellation)
    {
        await Define<IFacilityGrain, FacilitySpec>(
            Kinds.Facility,
            Station,
            new("Riverside pump station", null, "Riverside", "DMA 12", new GeoPoint(48.2289, 16.4089)),
            cancellation
        );
        await Define<IFacilityGrain, FacilitySpec>(
            Kinds.Facility,
            Hall,
            new("Harbour motor hall", null, "Harbour", "DMA 3", new GeoPoint(48.1797, 16.4781)),
            cancellation
        );
        await Define<IChannelGrain, ChannelSpec>(Kinds.Channel, Room, new("Control room", "log", []), cancellation);
        await Define<IChannelGrain, ChannelSpec>(Kinds.Channel, Duty, new("Duty engineer", "log", []), cancellation);
        await Define<IPolicyGrain, PolicySpec>(Kinds.Policy, "demo-policy", Policy(), cancellation);
        await Define<IRuleGrain, ThresholdRuleSpec>(Kinds.Rule, "demo-discharge-pressure", Pressure(), cancellation);
        await Define<IRuleGrain, ThresholdRuleSpec>(Kinds.Rule, "demo-winding-temperature", Temperature(), cancellation);
    }

    static PolicySpec Policy() =>
        new(
            "Control room first, then the duty engineer",
            Match: null,
            [new(TimeSpan.Zero, [new PolicyTarget(Room)]), new(TimeSpan.FromMinutes(2), [new PolicyTarget(Duty)])],
            new PolicyRepeat(2, TimeSpan.FromMinutes(5))
        );

    static ThresholdRuleSpec Pressure() =>
        new(
            "Discharge pressure high",
            "pump-station/discharge-pressure",
            Comparison.Above,
            8,
            TimeSpan.FromSeconds(10),
            0.2,
            Severity.Critical,
            "pressure",
            Station
        );

    static ThresholdRuleSpec Temperature() =>
        new(
            "Motor winding hot",
            "motor/winding-temperature",
            Comparison.Above,
            120,
            TimeSpan.FromSeconds(5),
            2,
            Severity.High,
            "temperature",
            Hall
        );

    Task<Outcome> Define<TGrain, TSpec>(string kind, string id, TSpec spec, CancellationToken cancellation)
        where TGrain : ICommanded<CatalogueCommand<TSpec>> =>
        grains
            .GetGrain<TGrain>(new EntityId(kind, TenantId.Default, id).ToGrainId())
            .Do(new Define<TSpec>(spec), new RequestId($"demo/{id}"), cancellation);
}
