using System.Text.Json;

namespace Watchfloor.Benchmarks;

/// <summary>Watches the live hub, and reads all that it says.</summary>
static class HubWatcher
{
    /// <summary>Returns when the first frame (the snapshot) is there; watches until cancelled.</summary>
    public static async Task<(Sightings Sightings, Task Watching)> Open(Server server, CancellationToken cancellation)
    {
        var stream = await HubStream.Open(server, cursor: null, cancellation);
        var sightings = new Sightings();
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var watching = Task.Run(() => Watch(stream, sightings, opened, cancellation), CancellationToken.None);
        await await Task.WhenAny(opened.Task, watching);
        return (sightings, watching);
    }

    static async Task Watch(HubStream stream, Sightings sightings, TaskCompletionSource opened, CancellationToken cancellation)
    {
        using (stream)
        {
            try
            {
                await stream.Follow(message => Read(message, sightings, opened), cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                // the measurement is over
            }
        }
    }

    static bool Read(ReadOnlyMemory<byte> message, Sightings sightings, TaskCompletionSource opened)
    {
        using var json = JsonDocument.Parse(message);
        if (json.RootElement.TryGetProperty("error", out var error))
            throw new InvalidOperationException($"the hub answered: {error}");
        if (!json.RootElement.TryGetProperty("item", out var frame))
            return true;
        foreach (var item in frame.GetProperty("events").EnumerateArray())
            sightings.Look(item);
        opened.TrySetResult();
        return true;
    }
}
