using System.Globalization;
using System.Text.Json;
using Watchfloor.Devices;
using Watchfloor.Kernel;
using Watchfloor.Telemetry;

namespace Watchfloor.Store.Sqlite;

/// <summary>One batch of samples, and the messages that tell the devices which watch them.</summary>
sealed class TelemetryWrite(TenantId tenant, TelemetryBatch batch, string? trace) : Write<IReadOnlyList<DeviceRange>>
{
    readonly string[] _devices = [.. batch.Samples.Select(sample => DeviceIds.Of(sample.Tag))];

    protected override IReadOnlyList<DeviceRange> Change(Writer writer)
    {
        if (!writer.Telemetry.AddBatch(tenant, batch))
            return [];
        var watched = Append(writer).Where(range => writer.Telemetry.IsWatching(tenant, range.DeviceId)).ToList();
        foreach (var range in watched)
            Tell(writer, range);
        return watched;
    }

    IEnumerable<DeviceRange> Append(Writer writer)
    {
        var ranges = new Dictionary<string, DeviceRange>();
        for (var i = 0; i < _devices.Length; i++)
        {
            var seq = writer.Telemetry.AddSample(tenant, _devices[i], batch.Samples[i]);
            ranges[_devices[i]] = ranges.TryGetValue(_devices[i], out var range)
                ? range with
                {
                    Through = seq,
                }
                : new(_devices[i], seq, seq);
        }
        return ranges.Values;
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
