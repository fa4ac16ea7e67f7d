using Watchfloor.Events;
using Watchfloor.Plant;

namespace Watchfloor.Silo;

/// <summary>The six places of the demo, by id.</summary>
static class Places
{
    public const string Station = "demo-pump-station";
    public const string Hall = "demo-motor-hall";
    public const string Works = "demo-treatment-works";
    public const string Reservoir = "demo-reservoir";
    public const string Booster = "demo-booster";
    public const string Wells = "demo-well-field";

    public static IReadOnlyList<(string Id, FacilitySpec Spec)> All { get; } =
    [
        (Station, new("Riverside pump station", null, "Riverside", "DMA 12", new GeoPoint(48.2289, 16.4089))),
        (Hall, new("Harbour motor hall", null, "Harbour", "DMA 3", new GeoPoint(48.1797, 16.4781))),
        (Works, new("Eastgate treatment works", null, "Eastgate", "DMA 1", new GeoPoint(48.2040, 16.5022))),
        (Reservoir, new("Hilltop reservoir", null, "Riverside", "DMA 7", new GeoPoint(48.2601, 16.3371))),
        (Booster, new("Mill Lane booster", Reservoir, "Riverside", "DMA 4", new GeoPoint(48.1533, 16.3420))),
        (Wells, new("North well field", Works, "Eastgate", "DMA 9", new GeoPoint(48.3011, 16.4210))),
    ];
}
