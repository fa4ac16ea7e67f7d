namespace Watchfloor.Silo;

/// <summary>Asks processes whether they are ready.</summary>
static class Readiness
{
    static readonly TimeSpan Again = TimeSpan.FromMilliseconds(100);

    /// <summary>Returns when it is.</summary>
    public static async Task Await(string address, CancellationToken cancellation)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        while (!await IsReady(http, address, cancellation))
            await Task.Delay(Again, cancellation);
    }

    /// <summary>Whether it is at this moment.</summary>
    public static async Task<bool> IsReady(HttpClient http, string address, CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri($"{address}/health/ready"), cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException || e is TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
