using System.Threading.Channels;
using Watchfloor.Telemetry;

namespace Watchfloor.EdgeConnector;

/// <summary>Gathers samples into batches of at most 500, none older than 250 ms when it leaves. Keeps the order; loses nothing.</summary>
public sealed class Sampler(ChannelReader<Sample> samples, TimeProvider clock)
{
    public const int Largest = 500;
    public static readonly TimeSpan Window = TimeSpan.FromMilliseconds(250);

    /// <summary>Ends when the channel is completed and empty.</summary>
    public async IAsyncEnumerable<IReadOnlyList<Sample>> Batches()
    {
        while (await samples.WaitToReadAsync())
        {
            var batch = new List<Sample>();
            using var window = new CancellationTokenSource(Window, clock);
            do
            {
                while (batch.Count < Largest && samples.TryRead(out var sample))
                    batch.Add(sample);
            } while (batch.Count < Largest && await More(window.Token));
            yield return batch;
        }
    }

    async ValueTask<bool> More(CancellationToken window)
    {
        try
        {
            return await samples.WaitToReadAsync(window);
        }
        catch (OperationCanceledException) when (window.IsCancellationRequested)
        {
            return false; // the window is over: what is there leaves
        }
    }
}
