using System.Net.Sockets;

namespace Watchfloor.Tests;

/// <summary>
/// Awaits a condition of the real world with a deadline, and says in its failure what it saw last. The deadline only ends
/// a wait that is hopeless; no test asserts how long anything took.
/// </summary>
static class Eventually
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Looks again and again until what it sees is right. A look that fails counts as not right yet.</summary>
    public static async Task<T> Sees<T>(
        string what,
        Func<Task<T>> look,
        Func<T, bool> right,
        TimeSpan? within = null,
        TimeSpan? pause = null
    )
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var deadline = new CancellationTokenSource(within ?? Patience);
        using var rest = new PeriodicTimer(pause ?? Pause);
        object? last = null;
        while (!deadline.IsCancellationRequested)
        {
            try
            {
                var seen = await look();
                if (right(seen))
                    return seen;
                last = seen;
            }
            catch (Exception e)
                when (e is HttpRequestException or SocketException or IOException or OperationCanceledException
                    && !cancellation.IsCancellationRequested
                )
            {
                last = e.Message;
            }
            await rest.WaitForNextTickAsync(cancellation);
        }
        throw new TimeoutException($"{what}: not within {within ?? Patience}. Last seen: {Show(last)}");
    }

    /// <summary>The same for what can be seen without waiting.</summary>
    public static Task<T> Sees<T>(string what, Func<T> look, Func<T, bool> right, TimeSpan? within = null) =>
        Sees(what, () => Task.FromResult(look()), right, within);

    /// <summary>The same for a plain condition.</summary>
    public static Task Is(string what, Func<bool> condition, TimeSpan? within = null, Func<string>? report = null) =>
        Sees(what, () => condition() ? null : report?.Invoke() ?? "still not so", seen => seen is null, within);

    static string Show(object? seen) =>
        seen is System.Collections.IEnumerable and not string
            ? System.Text.Json.JsonSerializer.Serialize(seen)
            : seen?.ToString() ?? "nothing";
}
