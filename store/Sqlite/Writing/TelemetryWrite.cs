using System.Globalization;
using System.Text.Json;
using Watchfloor.Kernel;
using Watchfloor.Telemetry;

namespace Watchfloor.Store.Sqlite;

/// <summary>One batch of samples, packed by whoever brings it, and the messages that tell the devices which watch them.</summary>
sealed class TelemetryWrite(TenantId tenant, TelemetryBatch batch, string? trace) : Write<IReadOnlyList<DeviceRange>>
{
    readonly List<ReadingPack> _packs = ReadingPack.Of(batch.Samples);

    protected override IReadOnlyList<DeviceRange> Change(Writer writer)
    {
        if (!writer.Batches.Add(tenant, batch))
            return [];
        var watched = Append(writer).FindAll(range => writer.Telemetry.IsWatching(tenant, range.DeviceId));
        foreach (var range in watched)
            Tell(writer, range);
        return watched;
    }

    /// <summary>Packs of one device follow each other, so its numbers do.</summary>
    List<DeviceRange> Append(Writer writer)
    {
        var ranges = new List<DeviceRange>();
        foreach (var pack in _packs)
        {
            var first = writer.Telemetry.Add(tenant, pack, writer.Now);
            if (ranges.Count > 0 && ranges[^1].DeviceId == pack.Device)
                ranges[^1] = ranges[^1] with { Through = writer.Telemetry.Last };
            else
                ranges.Add(new(pack.Device, first, writer.Telemetry.Last));
        }
        return ranges;
    }

    void Tell(Writer writer, DeviceRange range)
    {
        // One line per device, whoever sends: its readings are told in the order of the log.
        var source = new EntityId("telemetry", tenant, range.DeviceId);
        var request = string.Create(CultureInfo.InvariantCulture, $"telemetry/{batch.Source}/{batch.Stream}/{batch.Seq}/{range.DeviceId}");
        var data = JsonSerializer.SerializeToUtf8Bytes(new { from = range.From, through = range.Through });
        writer.Outbox.Add(source, new(Kinds.Device, tenant, range.DeviceId), "wf.ReadTelemetry", data, request, trace);
    }
}
