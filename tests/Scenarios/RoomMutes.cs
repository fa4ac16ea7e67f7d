using Watchfloor.Catalogue;
using Watchfloor.Events;
using Watchfloor.Mutes;

namespace Watchfloor.Tests.Scenarios;

/// <summary>What mutes the events of a room.</summary>
sealed partial class Room
{
    /// <summary>A maintenance window from then on, for all events or those of a facility.</summary>
    public static MaintenanceSpec Work(DateTimeOffset starts, TimeSpan length, string? facilityId = null) =>
        new(
            "Night work",
            "new valve",
            facilityId is null ? [] : [new("facilityId", LabelOperator.Equal, facilityId)],
            starts,
            starts + length,
            null
        );

    /// <summary>While events of one category are open, those of another (none: all) are muted, of one facility.</summary>
    public static InhibitionSpec Over(string source, string? target, params string[] equal) =>
        new(
            $"{source} over {target ?? "all"}",
            [new("category", LabelOperator.Equal, source)],
            target is null ? [] : [new("category", LabelOperator.Equal, target)],
            Values.Of<string>(equal)
        );

    public Task Window(string id, MaintenanceSpec spec) =>
        Write<IMaintenanceGrain, MaintenanceSpec>(Kinds.Maintenance, id, new Define<MaintenanceSpec>(spec));

    public Task AmendWindow(string id, MaintenanceSpec spec) =>
        Write<IMaintenanceGrain, MaintenanceSpec>(Kinds.Maintenance, id, new Amend<MaintenanceSpec>(spec));

    public Task RemoveWindow(string id) => Write<IMaintenanceGrain, MaintenanceSpec>(Kinds.Maintenance, id, new Remove<MaintenanceSpec>());

    public Task Inhibition(string id, InhibitionSpec spec) =>
        Write<IInhibitionGrain, InhibitionSpec>(Kinds.Inhibition, id, new Define<InhibitionSpec>(spec));

    public Task RemoveInhibition(string id) => Write<IInhibitionGrain, InhibitionSpec>(Kinds.Inhibition, id, new Remove<InhibitionSpec>());

    /// <summary>An event at a facility.</summary>
    public async Task<string> RaiseAt(string? facilityId, string category, string title, Severity severity = Severity.Low)
    {
        var detection = new Detection("tests", null, null, severity, category, facilityId, title, null, Now, null, []);
        var key = CorrelationKey.Of(TenantId.Default, facilityId, category);
        var detected = await _power.Grains.GetGrain<ICorrelationGrain>(key.ToGrainId()).Take(detection, Wish());
        Assert.Null(detected.Problem);
        await Quiet();
        return detected.EventId;
    }
}
