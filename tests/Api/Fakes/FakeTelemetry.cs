using Watchfloor.Store;
using Watchfloor.Telemetry;

namespace Watchfloor.Tests.Api.Fakes;

/// <summary>One sample and one bucket, and what was asked for last.</summary>
sealed class FakeTelemetry : ITelemetryReads
{
    public (TenantId Tenant, string Tag, Resolution? Resolution, DateTimeOffset From, DateTimeOffset To, int Limit)? Asked
    {
        get;
        private set;
    }

    public double Value { get; set; } = 8.25;

    public double Sum { get; set; } = 18;

    public ValueTask<Listing<Sample>> Samples(
        TenantId tenant,
        string tag,
        DateTimeOffset from,
        DateTimeOffset to,
        int limit,
        string? cursor,
        CancellationToken cancellation
    )
    {
        Asked = (tenant, tag, null, from, to, limit);
        return new(new Listing<Sample>([new(tag, from, Value, 192)], Next(cursor)));
    }

    public ValueTask<Listing<Rollup>> Rollups(
        TenantId tenant,
        string tag,
        Resolution resolution,
        DateTimeOffset from,
        DateTimeOffset to,
        int limit,
        string? cursor,
        CancellationToken cancellation
    )
    {
        Asked = (tenant, tag, resolution, from, to, limit);
        return new(new Listing<Rollup>([new(from, 5, 4, 1, 9, Sum, 3)], Next(cursor)));
    }

    static string? Next(string? cursor) =>
        cursor is null or "more" ? "more2" : throw new InvalidCursorException("this is no cursor of a list; start again without one");
}
