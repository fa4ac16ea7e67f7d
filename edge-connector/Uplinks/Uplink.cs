namespace Watchfloor.EdgeConnector;

/// <summary>
/// Hands the batches of the spool to the server, in order, each until it is taken: a server that is away is waited for without end.
/// Only a batch that the server will never take, whole or in part, is set aside, with a loud word, so that it holds up nothing behind it.
/// </summary>
public sealed class Uplink(Spool spool, ServerDoor door, KeyFile key, DeadLetters deadLetters, Backoff backoff, TimeProvider clock, Log log)
{
    static readonly TimeSpan LongestAskedWait = TimeSpan.FromMinutes(1);
    static readonly TimeSpan BetweenComplaints = TimeSpan.FromSeconds(30);

    long? awaySince;
    long? complainedAt;

    /// <summary>Ends after the last batch of a completed spool.</summary>
    public async Task Run(CancellationToken stop)
    {
        while (await spool.Next(stop) is { } batch)
            await HandOver(batch, stop);
    }

    async Task HandOver(SpooledBatch batch, CancellationToken stop)
    {
        while (true)
        {
            switch (await door.Send(batch, stop))
            {
                case Answer.Taken { LeftOut: > 0 } taken:
                    deadLetters.Add(batch, 200, taken.Said);
                    log.Cry(
                        $"the server leaves out {taken.LeftOut} of the {batch.Samples} samples of batch {batch.Seq}, kept in {deadLetters.Path}: {taken.Said}"
                    );
                    Settle(batch);
                    return;
                case Answer.Taken:
                    Settle(batch);
                    return;
                case Answer.Refused refused:
                    deadLetters.Add(batch, refused.Status, refused.Reason);
                    log.Cry(
                        $"the server refuses batch {batch.Seq} ({batch.Samples} samples), set aside in {deadLetters.Path}: {refused.Reason}"
                    );
                    Settle(batch);
                    return;
                case Answer.Unknown unknown:
                    if (!NewKey())
                        await Wait(unknown.Reason, null, stop);
                    break;
                case Answer.Later later:
                    await Wait(later.Reason, later.After, stop);
                    break;
            }
        }
    }

    void Settle(SpooledBatch batch)
    {
        if (awaySince is { } since)
            log.Say($"the server takes telemetry again after {clock.GetElapsedTime(since).TotalSeconds:0} s; {spool.Waiting} batches wait");
        (awaySince, complainedAt) = (null, null);
        backoff.Reset();
        spool.Acknowledge(batch.Seq);
    }

    bool NewKey()
    {
        try
        {
            return key.Reread();
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            log.Warn($"the key file cannot be read: {e.Message}");
            return false;
        }
    }

    async Task Wait(string reason, TimeSpan? asked, CancellationToken stop)
    {
        awaySince ??= clock.GetTimestamp();
        if (complainedAt is not { } last || clock.GetElapsedTime(last) >= BetweenComplaints)
        {
            complainedAt = clock.GetTimestamp();
            log.Warn($"the server does not take telemetry, {spool.Waiting} batches wait on disk: {reason}");
        }
        var own = backoff.Next();
        var wait = asked is { } longer && longer > own ? TimeSpan.FromTicks(Math.Min(longer.Ticks, LongestAskedWait.Ticks)) : own;
        await Task.Delay(wait, clock, stop);
    }
}
