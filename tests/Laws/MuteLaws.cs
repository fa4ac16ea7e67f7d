using Watchfloor.Catalogue;
using Watchfloor.Mutes;
using Watchfloor.Tests.Rules;

namespace Watchfloor.Tests.Laws;

public sealed class InhibitionLaws : CatalogueLaws<InhibitionRules, InhibitionSpec>
{
    protected override (InhibitionSpec, InhibitionSpec) Specs =>
        (MuteSamples.CommunicationLoss, MuteSamples.CommunicationLoss with { Equal = ["device"] });
}

public sealed class MaintenanceLaws
    : RulesLaws<MaintenanceRules, MaintenanceState, CatalogueCommand<MaintenanceSpec>, CatalogueFact<MaintenanceSpec>>
{
    protected override IReadOnlyList<CatalogueCommand<MaintenanceSpec>> Commands =>
        CatalogueSamples.Commands(MuteSamples.Window, MuteSamples.Window with { Name = "Day work", Recurrence = null });

    protected override string Shape(MaintenanceState state) => state.Entry.GetType().Name;

    protected override bool IsIdempotent(CatalogueCommand<MaintenanceSpec> command) => true;
}
