using Watchfloor.Catalogue;

namespace Watchfloor.Mutes;

/// <summary>The time of a window has come: events that were open are muted from here on.</summary>
[Fact("began")]
public sealed record MaintenanceBegan(DateTimeOffset At) : CatalogueFact<MaintenanceSpec>(At);
