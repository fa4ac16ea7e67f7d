using Watchfloor.Catalogue;
using Watchfloor.Devices;
using Watchfloor.Escalations;
using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Mutes;
using Watchfloor.Notifications;
using Watchfloor.Plant;
using Watchfloor.Store;
using Watchfloor.Tenants;

namespace Watchfloor.Silo;

/// <summary>
/// What a first look needs: six places, three people, a rule for each recording of the edge connector, two channels, two policies and a maintenance window. Made
/// again at every start without effect: what was changed or removed by people stays as they left it.
/// </summary>
sealed class Demo(IGrainFactory grains, IEntities entities, IPeople people)
{
    const string LastRule = "demo-winding-temperature";

    /// <summary>Where this is, all is.</summary>
    public static EntityId LastOfAll { get; } = new(Kinds.Rule, TenantId.Default, LastRule);

    const string Room = "demo-control-room";
    const string Duty = "demo-duty-engineer";

    public async Task Seed(CancellationToken cancellation)
    {
        foreach (var (id, spec) in Places.All)
            await Define<IFacilityGrain, FacilitySpec>(Kinds.Facility, id, spec, cancellation);
        foreach (var (person, role) in People.All)
        {
            // Once: who was removed is forgotten, and who has the login already keeps it.
            if (await entities.Load(new(Kinds.Account, person.Tenant, person.Id), cancellation) is null && await people.Put(person))
                await Define<IAccountGrain, AccountSpec>(Kinds.Account, person.Id, new(role, Disabled: false), cancellation);
        }
        await Define<IChannelGrain, ChannelSpec>(Kinds.Channel, Room, new("Control room", "log", []), cancellation);
        await Define<IChannelGrain, ChannelSpec>(Kinds.Channel, Duty, new("Duty engineer", "log", []), cancellation);
        await Define<IPolicyGrain, PolicySpec>(Kinds.Policy, "demo-policy", Policy(), cancellation);
        await Define<IPolicyGrain, PolicySpec>(Kinds.Policy, "demo-policy-of-quality", QualityPolicy(), cancellation);
        await Define<IMaintenanceGrain, MaintenanceSpec>(Kinds.Maintenance, "demo-flushing", Flushing(), cancellation);
        await Define<IRuleGrain, ThresholdRuleSpec>(Kinds.Rule, "demo-discharge-pressure", Pressure(), cancellation);
        await Define<IRuleGrain, ThresholdRuleSpec>(Kinds.Rule, LastRule, Temperature(), cancellation);
    }

    static PolicySpec Policy() =>
        new(
            "Control room first, then the duty engineer",
            Match: null,
            [new(TimeSpan.Zero, [new PolicyTarget(Room)]), new(TimeSpan.FromMinutes(2), [new PolicyTarget(Duty)])],
            new PolicyRepeat(2, TimeSpan.FromMinutes(5))
        );

    static PolicySpec QualityPolicy() =>
        new(
            "Water quality: the duty engineer at once",
            new PolicyMatch(Severity: null, "water-quality", FacilityId: null),
            [new(TimeSpan.Zero, [new PolicyTarget(Duty)])],
            Repeat: null
        );

    /// <summary>Where the month of events begins is long before; it comes again, so that there is always a next one.</summary>
    static MaintenanceSpec Flushing() =>
        new(
            "Filters are flushed",
            "Every Sunday from one to three in the morning",
            [
                new LabelMatcher("facilityId", LabelOperator.Equal, Places.Works),
                new LabelMatcher("category", LabelOperator.Like, "pressure|flow"),
            ],
            new DateTimeOffset(2026, 1, 4, 0, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2026, 1, 4, 2, 0, 0, TimeSpan.Zero),
            new Recurrence(RecurrenceEvery.Week, [RecurrenceDay.Sun], "Europe/Vienna", Until: null)
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
            Places.Station
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
            Places.Hall
        );

    Task<Outcome> Define<TGrain, TSpec>(string kind, string id, TSpec spec, CancellationToken cancellation)
        where TGrain : ICommanded<CatalogueCommand<TSpec>> =>
        grains
            .GetGrain<TGrain>(new EntityId(kind, TenantId.Default, id).ToGrainId())
            .Do(new Define<TSpec>(spec), new RequestId($"demo/{id}"), cancellation);
}
