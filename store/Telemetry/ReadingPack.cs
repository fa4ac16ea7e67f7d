using Watchfloor.Devices;
using Watchfloor.Telemetry;

namespace Watchfloor.Store;

/// <summary>
/// Readings of one device in the order of their numbers, as they are stored: a few bytes each instead of a row, and exact to the last
/// bit. Written to disk: what a format's number means never changes.
/// </summary>
/// <param name="Oldest">The least of the samples' own instants, in microseconds.</param>
/// <param name="Newest">The greatest of them.</param>
sealed record ReadingPack(string Device, int Count, long Oldest, long Newest, byte[] Data)
{
    /// <summary>How far apart the samples of a pack may lie, so that a reader knows where to begin.</summary>
    public const long Span = 3_600_000_000;

    const int Most = 1_000;
    const byte Successive = 1; // numbers follow each other
    const byte WithGaps = 2; // the distance of each from the one before is written

    /// <summary>A batch as packs: devices in the order that they come in, the samples of each in theirs.</summary>
    public static List<ReadingPack> Of(IReadOnlyList<Sample> samples)
    {
        var packs = new List<ReadingPack>();
        foreach (var device in samples.GroupBy(sample => DeviceIds.Of(sample.Tag)))
        {
            foreach (var part in Parts([.. device.Select(sample => new Reading(0, sample))]))
                packs.Add(Write(device.Key, part, Successive));
        }
        return packs;
    }

    /// <summary>Readings of one device that have their numbers already.</summary>
    public static IEnumerable<(long Last, ReadingPack Pack)> Of(string device, IReadOnlyList<Reading> readings) =>
        Parts(readings).Select(part => (part[^1].Seq, Write(device, part, WithGaps)));

    /// <summary>Readings back, the newest of them with this number.</summary>
    public static List<Reading> Read(string device, long last, ReadOnlySpan<byte> data)
    {
        var reader = new PackReader(data);
        var format = reader.Byte();
        if (format is not (Successive or WithGaps))
            throw new StoreFailedException(
                $"packed readings are of a format ({format}) that this version does not know; start a newer one"
            );
        var count = reader.Count();
        var tags = new string[reader.Count()];
        var values = new ulong[tags.Length];
        for (var i = 0; i < tags.Length; i++)
            tags[i] = device + reader.Text();
        var readings = new List<Reading>(count);
        var gaps = new long[count];
        var (at, quality) = (0L, (long)Quality.Good);
        for (var i = 0; i < count; i++)
        {
            gaps[i] = i == 0 || format == Successive ? 1 : (long)reader.Number();
            var head = reader.Count();
            var tag = head >> 1;
            if ((head & 1) == 1)
                quality = reader.Signed();
            at += reader.Signed();
            values[tag] ^= reader.Change();
            var sample = new Sample(tags[tag], Micros.ToInstant(at), BitConverter.UInt64BitsToDouble(values[tag]), (int)quality);
            readings.Add(new(0, sample));
        }
        for (var (i, seq) = (count - 1, last); i >= 0; seq -= gaps[i], i--)
            readings[i] = readings[i] with { Seq = seq };
        return readings;
    }

    static IEnumerable<List<Reading>> Parts(IReadOnlyList<Reading> readings)
    {
        var part = new List<Reading>();
        var (oldest, newest) = (long.MaxValue, long.MinValue);
        foreach (var reading in readings)
        {
            var at = Micros.Of(reading.Sample.At);
            (oldest, newest) = (Math.Min(oldest, at), Math.Max(newest, at));
            if (part.Count > 0 && (newest - oldest > Span || part.Count == Most))
            {
                yield return part;
                (part, oldest, newest) = ([], at, at);
            }
            part.Add(reading);
        }
        if (part.Count > 0)
            yield return part;
    }

    static ReadingPack Write(string device, List<Reading> readings, byte format)
    {
        var writer = new PackWriter();
        var tags = readings.Select(reading => reading.Sample.Tag).Distinct().ToList();
        var index = tags.Index().ToDictionary(tag => tag.Item, tag => tag.Index);
        writer.Byte(format);
        writer.Number((ulong)readings.Count);
        writer.Number((ulong)tags.Count);
        foreach (var tag in tags)
            writer.Text(tag.AsSpan(device.Length));
        var values = new ulong[tags.Count];
        var (before, at, quality) = (readings[0].Seq, 0L, Quality.Good);
        var (oldest, newest) = (long.MaxValue, long.MinValue);
        foreach (var (i, (seq, sample)) in readings.Index())
        {
            if (i > 0 && format == WithGaps)
                writer.Number((ulong)(seq - before));
            var tag = index[sample.Tag];
            writer.Number((ulong)((tag << 1) | (sample.Quality == quality ? 0 : 1)));
            if (sample.Quality != quality)
                writer.Signed(sample.Quality);
            var instant = Micros.Of(sample.At);
            writer.Signed(instant - at);
            var bits = BitConverter.DoubleToUInt64Bits(sample.Value);
            writer.Change(bits ^ values[tag]);
            (before, at, quality, values[tag]) = (seq, instant, sample.Quality, bits);
            (oldest, newest) = (Math.Min(oldest, instant), Math.Max(newest, instant));
        }
        return new(device, readings.Count, oldest, newest, writer.Written);
    }
}
