namespace Watchfloor.Benchmarks;

/// <summary>Which requests left a sample of a tag: the number of each stands in the digits of its value.</summary>
static class SampleBooks
{
    const double Digits = 1e10;

    /// <summary>A value that its request is known by, a little above the whole number.</summary>
    public static string Value(int whole) => $"{whole}.0{RequestForm.Request}";

    /// <summary>Throws where a sample of an acknowledged request is not there, or one is there twice; returns how many there are.</summary>
    public static async Task<int> Have(Api api, string tag, IEnumerable<long> acknowledged, CancellationToken cancellation)
    {
        var there = new HashSet<long>();
        await foreach (var sample in api.All("telemetry", cancellation, $"&tag={Uri.EscapeDataString(tag)}"))
        {
            var value = sample.GetProperty("value").GetDouble();
            if (!there.Add((long)Math.Round((value - Math.Floor(value)) * Digits)))
                throw new InvalidOperationException($"{tag} has the sample {value} twice");
        }
        var lost = acknowledged.Where(number => !there.Contains(number)).ToList();
        return lost.Count == 0
            ? there.Count
            : throw new InvalidOperationException(
                $"{lost.Count} acknowledged samples of {tag} are not there, such as that of request {lost[0]}"
            );
    }
}
