using System.Text.Json;
using System.Threading.Channels;
using Watchfloor.Json;
using Watchfloor.Telemetry;

namespace Watchfloor.EdgeConnector;

/// <summary>
/// From the drivers to the server: driver, sampler, spool, uplink. A sample is safe from the end of this process once it is spooled, at most
/// 250 ms after it was read. Ends when stopped, or when every driver has ended and the server has taken all.
/// </summary>
public sealed class Connector(Settings settings, IReadOnlyList<IDriver> drivers, TimeProvider clock, Random chance, Log log)
{
    const int ReadAhead = 2 * Sampler.Largest; // a full channel holds the drivers back

    readonly Channel<Sample> samples = Channel.CreateBounded<Sample>(ReadAhead);

    /// <exception cref="IOException">The spool cannot be kept any more.</exception>
    public async Task Run(CancellationToken stop)
    {
        using var spool = new Spool(settings.SpoolDirectory, settings.SpoolLimits, clock, log);
        if (spool.Waiting > 0)
            log.Say($"{spool.Waiting} batches of earlier runs wait on disk");
        var key = new KeyFile(settings.KeyFile);
        using var door = new ServerDoor(settings.Server, key, settings.Patience, clock);
        var deadLetters = new DeadLetters(Path.Combine(settings.SpoolDirectory, "dead-letters.jsonl"), clock);
        var backoff = new Backoff(settings.FirstBackoff, settings.LongestBackoff, chance);
        var uplink = new Uplink(spool, door, key, deadLetters, backoff, clock, log);

        using var failed = new CancellationTokenSource();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop, failed.Token);
        await Together(failed, Drive(ending.Token), Keep(spool), uplink.Run(ending.Token));
    }

    /// <summary>The first to fail stops the others; all have ended when this returns.</summary>
    static async Task Together(CancellationTokenSource failed, params Task[] parts)
    {
        await foreach (var part in Task.WhenEach(parts))
        {
            if (part.IsFaulted)
                await failed.CancelAsync();
        }
        if (parts.FirstOrDefault(part => part.IsFaulted) is { } first)
            await first;
    }

    async Task Drive(CancellationToken stop)
    {
        try
        {
            await Task.WhenAll(drivers.Select(driver => Pass(driver, stop)));
        }
        finally
        {
            samples.Writer.Complete();
        }
    }

    async Task Pass(IDriver driver, CancellationToken stop)
    {
        try
        {
            await foreach (var sample in driver.Read(stop))
                await samples.Writer.WriteAsync(sample, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            log.Say($"{driver.Name}: stopped");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.Cry($"{driver.Name} cannot be read any more: {e.Message}");
        }
    }

    async Task Keep(Spool spool)
    {
        var dropped = spool.DroppedSamples;
        await foreach (var batch in new Sampler(samples.Reader, clock).Batches())
        {
            if (dropped != spool.DroppedSamples)
            {
                dropped = spool.DroppedSamples;
                Keep(spool, [new($"{settings.Source}/dropped-samples", clock.GetUtcNow(), dropped, Quality.Good)]);
            }
            Keep(spool, batch);
        }
        spool.Complete();
    }

    void Keep(Spool spool, IReadOnlyList<Sample> samples)
    {
        var batch = new TelemetryBatch(1, settings.Source, spool.Stream, spool.NextSeq, [.. samples]);
        spool.Append(new(batch.Seq, samples.Count, JsonSerializer.SerializeToUtf8Bytes(batch, WireJson.Options)));
    }
}
