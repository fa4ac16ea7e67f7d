using System.Globalization;
using System.Net.Http.Headers;

namespace Watchfloor.Benchmarks;

/// <summary>What a server says of itself to Prometheus.</summary>
sealed class Metrics(Uri address, string key)
{
    /// <summary>The sum of all series of this name; null: there is none.</summary>
    public async Task<double?> Read(HttpClient http, string name, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "/metrics"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await http.SendAsync(request, cancellation);
        answer.EnsureSuccessStatusCode();
        return Sum(await answer.Content.ReadAsStringAsync(cancellation), name);
    }

    /// <summary>The same of what was read.</summary>
    public static double? Sum(string text, string name)
    {
        var values = text.Split('\n')
            .Where(line => line.StartsWith($"{name} ", StringComparison.Ordinal) || line.StartsWith($"{name}{{", StringComparison.Ordinal))
            .Select(line => double.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture))
            .ToList();
        return values.Count == 0 ? null : values.Sum();
    }

    /// <summary>Asks every 10 ms until the sum is as wanted.</summary>
    public async Task Until(string name, Func<double, bool> reached, CancellationToken cancellation)
    {
        using var http = new HttpClient();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(TimeSpan.FromMinutes(1));
        while (await Read(http, name, deadline.Token) is not { } seen || !reached(seen))
            await Task.Delay(TimeSpan.FromMilliseconds(10), deadline.Token);
    }
}
