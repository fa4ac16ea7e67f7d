namespace Watchfloor.Health;

/// <summary>One line of numbers: a metric under one set of labels.</summary>
sealed class MetricSeries(double[] bounds)
{
    readonly long[] _buckets = new long[bounds.Length + 1];

    public double Value { get; private set; }

    public long Count { get; private set; }

    public IReadOnlyList<double> Bounds => bounds;

    /// <summary>How many were at most the bound of this index.</summary>
    public IReadOnlyList<long> Buckets => _buckets;

    public void Add(double value)
    {
        lock (_buckets)
            Value += value;
    }

    public void Set(double value)
    {
        lock (_buckets)
            Value = value;
    }

    public void Record(double value)
    {
        lock (_buckets)
        {
            Value += value;
            Count++;
            var index = Array.BinarySearch(bounds, value);
            _buckets[index < 0 ? ~index : index]++;
        }
    }

    /// <summary>A copy that no longer moves.</summary>
    public MetricSeries Still()
    {
        lock (_buckets)
        {
            var still = new MetricSeries(bounds) { Value = Value, Count = Count };
            _buckets.CopyTo(still._buckets, 0);
            return still;
        }
    }
}
