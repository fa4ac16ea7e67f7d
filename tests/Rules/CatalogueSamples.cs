using Watchfloor.Catalogue;
using Watchfloor.Escalations;
using Watchfloor.Events;
using Watchfloor.Notifications;
using Watchfloor.Plant;
using Watchfloor.Sources;
using Watchfloor.Tenants;

namespace Watchfloor.Tests.Rules;

/// <summary>What people define in stories.</summary>
static class CatalogueSamples
{
    public static readonly FacilitySpec Works = new("Waterworks", null, null, "d1", new(48.1, 11.5));
    public static readonly FacilitySpec Annex = Works with { Name = "Annex", ParentId = "f1" };
    public static readonly PolicySpec NightShift = new(
        "Night shift",
        null,
        [new(TimeSpan.Zero, [new("c1")])],
        new(1, TimeSpan.FromMinutes(5))
    );
    public static readonly ChannelSpec Pager = new("The pager", "webhook", [new("url", "http://127.0.0.1:9/"), new("secret", "sealed")]);

    public static readonly MappingSpec Burner = new(
        "Burner control",
        "burner",
        "{text}",
        "burner",
        "{level}",
        [new("rot", Watchfloor.Events.Severity.Critical)],
        null,
        "{id}",
        "{code}",
        null,
        "{at}",
        "{state}",
        ["gone"],
        [new("code", "{code}")]
    );
    public static readonly CorrelationRuleSpec OneBurst = new(
        "One burst",
        [new("category", Watchfloor.Events.LabelOperator.Like, "leak|pressure")],
        ["facilityId"],
        TimeSpan.FromHours(1),
        new(3, TimeSpan.FromMinutes(5)),
        new(4, TimeSpan.FromMinutes(10))
    );
    public static readonly SavedFilterSpec Urgent = new("Urgent", "status=new&severity=critical", "u-1");
    public static readonly AccountSpec Operator = new(Role.Operator, Disabled: false);
    public static readonly TenantSpec Harbour = new("Harbour works", Closed: false);
    public static readonly ApiKeySpec Robot = new(
        "Robot",
        Role.Ingest,
        new string('a', 64),
        EventSamples.T0,
        null,
        null,
        null,
        ["scada-north"],
        null,
        null
    );

    public static CatalogueCommand<TSpec>[] Commands<TSpec>(TSpec one, TSpec other) =>
        [
            new Define<TSpec>(one),
            new Define<TSpec>(other),
            new Amend<TSpec>(one),
            new Amend<TSpec>(other),
            new Remove<TSpec>(),
            new CatalogueTick<TSpec>(),
        ];
}
