using Watchfloor.Events;

namespace Watchfloor.Input;

/// <summary>A point on the earth, WGS 84 degrees.</summary>
sealed record Point
{
    public required double Lat { get; init; }

    public required double Lon { get; init; }

    public static GeoPoint? ToGeo(Point? point) => point is null ? null : new GeoPoint(point.Lat, point.Lon);
}
