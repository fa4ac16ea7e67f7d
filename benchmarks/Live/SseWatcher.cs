using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Watchfloor.Benchmarks;

/// <summary>Watches the event stream as a program would.</summary>
static class SseWatcher
{
    /// <summary>Returns when the stream is open; watches until cancelled.</summary>
    public static async Task<(Sightings Sightings, Task Watching)> Open(Api api, CancellationToken cancellation)
    {
        var stream = await api.Stream("events/stream", cancellation);
        var sightings = new Sightings();
        return (sightings, Task.Run(() => Watch(stream, sightings, cancellation), CancellationToken.None));
    }

    static async Task Watch(Stream stream, Sightings sightings, CancellationToken cancellation)
    {
        try
        {
            await foreach (var change in SseParser.Create(stream).EnumerateAsync(cancellation))
            {
                using var item = JsonDocument.Parse(change.Data);
                sightings.Look(item.RootElement);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // the measurement is over
        }
    }
}
