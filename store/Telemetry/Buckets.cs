using System.Runtime.InteropServices;
using Watchfloor.Telemetry;

namespace Watchfloor.Store;

/// <summary>One bucket of one tag. <paramref name="Width"/> and <paramref name="At"/> (its beginning) are microseconds.</summary>
readonly record struct BucketKey(long Width, TenantId Tenant, string Tag, long At)
{
    /// <summary>Spans are what retention takes as a whole: as long as a table of about a thousand buckets.</summary>
    public long Span => RollupWidth.SpanOf(Width, At);
}

/// <summary>The widths of rollups, and the spans that retention removes whole.</summary>
static class RollupWidth
{
    const long Second = 1_000_000;
    const long Day = 86_400 * Second;

    public static readonly long[] All = [60 * Second, 300 * Second, 3_600 * Second];

    public static long Of(Resolution resolution) => All[(int)resolution];

    /// <summary>How long a span is: a day, a week, thirty days.</summary>
    public static long SpanLength(long width) =>
        width == All[0] ? Day
        : width == All[1] ? 7 * Day
        : 30 * Day;

    /// <summary>The number of the span that holds an instant.</summary>
    public static long SpanOf(long width, long at) => Down(at, SpanLength(width)) / SpanLength(width);

    /// <summary>The beginning of the bucket that holds an instant; downwards also before 1970.</summary>
    public static long Down(long at, long width) => at - (((at % width) + width) % width);
}

/// <summary>What samples of one bucket come to. Sums of sums: in which order they are folded changes nothing but the last bits of a sum.</summary>
struct Bucket
{
    public long Count { get; private set; }

    public long Good { get; private set; }

    public double Min { get; private set; }

    public double Max { get; private set; }

    public double Sum { get; private set; }

    public double Last { get; private set; }

    public long LastAt { get; private set; }

    public void Add(long at, Sample sample)
    {
        Count++;
        if (!Quality.IsGood(sample.Quality) || !double.IsFinite(sample.Value))
            return;
        var value = sample.Value;
        (Min, Max) = Good == 0 ? (value, value) : (Math.Min(Min, value), Math.Max(Max, value));
        (Last, LastAt) = Good == 0 || at >= LastAt ? (value, at) : (Last, LastAt);
        Sum = RollupSum.Add(Sum, value);
        Good++;
    }

    /// <summary>Folds readings, in the order of their numbers, into the buckets that they belong to.</summary>
    public static void Fold(Dictionary<BucketKey, Bucket> buckets, TenantId tenant, IEnumerable<Reading> readings)
    {
        foreach (var reading in readings)
        {
            var at = Micros.Of(reading.Sample.At);
            foreach (var width in RollupWidth.All)
            {
                var key = new BucketKey(width, tenant, reading.Sample.Tag, RollupWidth.Down(at, width));
                CollectionsMarshal.GetValueRefOrAddDefault(buckets, key, out _).Add(at, reading.Sample);
            }
        }
    }
}
