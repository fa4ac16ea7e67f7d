using Watchfloor.Catalogue;
using Watchfloor.Kernel;

namespace Watchfloor.Mutes;

/// <summary>The life of a maintenance window: that of an entry, and it wakes whenever its time begins. Its ends lie with the events that it mutes.</summary>
public sealed partial class MaintenanceRules
    : IRules<MaintenanceState, CatalogueCommand<MaintenanceSpec>, CatalogueFact<MaintenanceSpec>>,
        IDocumented<MaintenanceState>
{
    /// <inheritdoc/>
    public static MaintenanceState Initial { get; } = new(CatalogueDecisions<MaintenanceSpec>.Initial, default);

    /// <inheritdoc/>
    public static CatalogueCommand<MaintenanceSpec> Tick => CatalogueDecisions<MaintenanceSpec>.Tick;

    /// <inheritdoc/>
    public static Decision<CatalogueFact<MaintenanceSpec>> Decide(
        MaintenanceState state,
        CatalogueCommand<MaintenanceSpec> command,
        DateTimeOffset now
    ) =>
        command is not CatalogueTick<MaintenanceSpec>
            ? CatalogueDecisions<MaintenanceSpec>.Decide(state.Entry, command, now, "maintenance window", MaintenanceFlaw.Of)
        : DueAt(state) <= now ? [new MaintenanceBegan(now)]
        : [];

    /// <inheritdoc/>
    public static MaintenanceState Evolve(MaintenanceState state, CatalogueFact<MaintenanceSpec> fact) =>
        fact is MaintenanceBegan
            ? state with
            {
                LookedAt = fact.At,
            }
            : new(CatalogueDecisions<MaintenanceSpec>.Evolve(state.Entry, fact), fact.At);

    /// <inheritdoc/>
    public static DateTimeOffset? DueAt(MaintenanceState state) =>
        state.Entry is Standing<MaintenanceSpec> standing ? WindowCalendar.StartAfter(standing.Spec, state.LookedAt) : null;

    /// <inheritdoc/>
    public static DateTimeOffset At(CatalogueFact<MaintenanceSpec> fact) => fact.At;

    /// <inheritdoc/>
    public static IEnumerable<Effect> Effects(EntityId self, MaintenanceState state, CatalogueFact<MaintenanceSpec> fact) =>
        [new(MutesKey.Of(self.Tenant), Changed(state))];

    /// <inheritdoc/>
    public static Document? Describe(EntityId self, MaintenanceState state, long version) =>
        CatalogueDecisions<MaintenanceSpec>.Describe(self, state.Entry, version, spec => [new("name", spec.Name)]);

    /// <summary>What the mutes have to hear of it as it stands now.</summary>
    public static WindowChanged Changed(MaintenanceState state) =>
        state.Entry switch
        {
            Standing<MaintenanceSpec> { Spec: var spec, Before: { } before } => new([spec, before]),
            Standing<MaintenanceSpec> { Spec: var spec } => new([spec]),
            Gone<MaintenanceSpec> { Spec: var spec } => new([spec]),
            _ => new([]),
        };
}
