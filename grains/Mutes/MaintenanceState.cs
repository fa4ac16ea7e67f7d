using Watchfloor.Catalogue;

namespace Watchfloor.Mutes;

/// <summary>A window as it stands, and up to when its beginnings are dealt with.</summary>
public sealed record MaintenanceState(CatalogueState<MaintenanceSpec> Entry, DateTimeOffset LookedAt);
