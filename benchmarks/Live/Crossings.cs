namespace Watchfloor.Benchmarks;

/// <summary>
/// Devices with a limit each, of which so many a second go above it, in turn, and are normal again half a turn later. They send over open loops, a
/// hundred batches a second. A turn is long enough that none of them is unstable before the end, for its crossings would be one event then.
/// </summary>
sealed class Crossings
{
    /// <summary>With which the categories of the events begin; the number of the device ends them.</summary>
    public const string Category = "pressure-";

    const int BatchesPerSecond = 100;
    const int Turn = 10 * BatchesPerSecond; // batches until a device crosses again
    const double Limit = 8;

    readonly Server _server;
    readonly int _perBatch;
    readonly List<DateTimeOffset>[] _planned;
    DateTimeOffset _counts = DateTimeOffset.MaxValue;

    Crossings(Server server, int perBatch)
    {
        (_server, _perBatch) = (server, perBatch);
        _planned = [.. Enumerable.Range(0, Turn * perBatch).Select(_ => new List<DateTimeOffset>())];
    }

    public int Devices => _planned.Length;

    /// <summary>Crossings that were sent.</summary>
    public long Sent { get; private set; }

    /// <summary>With their rules in force.</summary>
    public static async Task<Crossings> Prepare(Server server, int perSecond, CancellationToken cancellation)
    {
        var it = new Crossings(server, perSecond / BatchesPerSecond);
        using var api = server.Connect(8);
        await Parallel.ForAsync(
            0,
            it.Devices,
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellation },
            async (device, token) =>
                await api.Post(
                    "rules",
                    new
                    {
                        name = $"Pressure {device} high",
                        tag = Tag(device),
                        @operator = ">",
                        limit = Limit,
                        severity = "high",
                        category = $"{Category}{device}",
                    },
                    token
                )
        );
        return it;
    }

    /// <summary>Sends for a while; what was planned after the first part of it counts.</summary>
    public async Task Send(TimeSpan warm, TimeSpan length, CancellationToken cancellation)
    {
        using var api = _server.Connect(32);
        _counts = DateTimeOffset.UtcNow + warm;
        await Loops.Open(
            BatchesPerSecond,
            (int)((warm + length).TotalSeconds * BatchesPerSecond),
            (number, planned, token) => Batch(api, number, planned, token),
            cancellation
        );
    }

    /// <summary>When the n-th crossing of a device was meant to be sent; null: it warms up.</summary>
    public DateTimeOffset? Planned(int device, int crossing)
    {
        lock (_planned[device])
            return _planned[device][crossing] is var planned && planned >= _counts ? planned : null;
    }

    async Task Batch(Api api, int number, DateTimeOffset planned, CancellationToken cancellation)
    {
        var (above, normal) = (Group(number), Group(number + (Turn / 2)));
        foreach (var device in above)
        {
            lock (_planned[device])
                _planned[device].Add(planned);
            Sent++;
        }
        var samples = above
            .Select(device => Sample(device, planned, Limit + 1))
            .Concat(number < Turn / 2 ? [] : normal.Select(device => Sample(device, planned, Limit - 3)));
        await api.Post(
            "telemetry",
            new
            {
                version = 1,
                source = "benchmark",
                stream = "one",
                seq = number,
                samples,
            },
            cancellation
        );
    }

    int[] Group(int batch) => [.. Enumerable.Range(batch % Turn * _perBatch, _perBatch)];

    static object Sample(int device, DateTimeOffset at, double value) =>
        new
        {
            tag = Tag(device),
            at,
            value,
            quality = 192,
        };

    static string Tag(int device) => $"device-{device}/pressure";
}
