namespace Watchfloor.EdgeConnector;

/// <summary>
/// Batches on disk, first in, first out, between one writer and one reader. What was appended survives the end of the process; what a
/// reader gets is synced, so that a seq never names two contents. When full it gives up the oldest segment and counts the samples lost.
/// </summary>
public sealed class Spool : IDisposable
{
    readonly Lock gate = new();
    readonly string directory;
    readonly SpoolLimits limits;
    readonly TimeProvider clock;
    readonly Log log;
    readonly FileStream claim;
    readonly SpoolCursor cursor;
    readonly List<SpoolSegment> segments;
    readonly ITimer syncing;
    TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    long offset; // of the oldest batch not acknowledged, in segments[0]
    long syncedSeq;
    long unsyncedBytes;
    long syncedAt;
    bool completed;

    /// <exception cref="IOException">Another process holds the directory.</exception>
    public Spool(string directory, SpoolLimits limits, TimeProvider clock, Log log)
    {
        (this.directory, this.limits, this.clock, this.log) = (directory, limits, clock, log);
        Directory.CreateDirectory(directory);
        claim = new FileStream(Path.Combine(directory, "lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        Stream = SpoolStream.Of(directory);
        cursor = new SpoolCursor(Path.Combine(directory, "cursor"));
        segments = [.. SpoolSegment.OpenAll(directory)];
        NextSeq = Recover();
        syncedSeq = NextSeq - 1;
        syncedAt = clock.GetTimestamp();
        syncing = clock.CreateTimer(_ => FlushLate(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Names this incarnation of the spool; a new directory is a new stream.</summary>
    public string Stream { get; }

    public long NextSeq { get; private set; }

    public long Waiting => NextSeq - 1 - cursor.Acknowledged;

    public long DroppedSamples => cursor.DroppedSamples;

    public void Append(SpooledBatch batch)
    {
        lock (gate)
        {
            if (batch.Seq != NextSeq)
                throw new ArgumentException($"Batch {batch.Seq} where {NextSeq} is next.", nameof(batch));
            var frame = SpoolFrame.Encode(batch);
            if (segments.Count == 0 || (segments[^1].Length > 0 && segments[^1].Length + frame.Length > limits.SegmentBytes))
                StartSegment();
            segments[^1].Append(frame);
            NextSeq++;
            unsyncedBytes += frame.Length;
            if (unsyncedBytes >= limits.SyncBytes || clock.GetElapsedTime(syncedAt) >= limits.SyncEvery)
                Flush();
            else
                syncing.Change(limits.SyncEvery, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Makes all that was appended safe from a power cut, and visible to the reader.</summary>
    public void Flush()
    {
        lock (gate)
        {
            if (syncedSeq == NextSeq - 1)
                return;
            segments[^1].Sync();
            (syncedSeq, unsyncedBytes, syncedAt) = (NextSeq - 1, 0, clock.GetTimestamp());
            Announce();
        }
    }

    /// <summary>Nothing will be appended any more; the reader ends when it has taken all.</summary>
    public void Complete()
    {
        lock (gate)
        {
            Flush();
            completed = true;
            Announce();
        }
    }

    /// <summary>The oldest batch not acknowledged, as soon as there is one; null after the last of a completed spool.</summary>
    public async Task<SpooledBatch?> Next(CancellationToken stop)
    {
        while (true)
        {
            Task change;
            lock (gate)
            {
                if (Oldest() is { } batch)
                    return batch;
                if (completed)
                    return null;
                change = changed.Task;
            }
            await change.WaitAsync(stop);
        }
    }

    /// <summary>The server answers for all batches up to this one.</summary>
    public void Acknowledge(long seq)
    {
        lock (gate)
        {
            if (seq <= cursor.Acknowledged)
                return; // given up meanwhile
            cursor.MoveTo(seq);
            Advance();
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            syncing.Dispose();
            Flush();
            foreach (var segment in segments)
                segment.Dispose();
            cursor.Dispose();
            claim.Dispose();
        }
    }

    long Recover()
    {
        var last = cursor.Acknowledged;
        if (segments.Count > 0)
        {
            var (lastSeq, cut) = segments[^1].Mend();
            if (cut > 0)
                log.Warn($"the spool ended in a torn batch; {cut} bytes that were never sent are cut off");
            last = Math.Max(last, lastSeq ?? segments[^1].FirstSeq - 1);
            segments[^1].Sync();
            Advance();
        }
        return last + 1;
    }

    SpooledBatch? Oldest()
    {
        while (cursor.Acknowledged < syncedSeq)
        {
            if (segments[0].Read(offset) is { } found)
                return found.Batch;
            if (segments.Count == 1)
                throw new IOException("The spool holds less than was written to it; its disk is not to be trusted.");
            log.Cry($"the disk lost batches {cursor.Acknowledged + 1} to {segments[1].FirstSeq - 1} of the spool");
            GiveUpOldest();
        }
        return null;
    }

    void StartSegment()
    {
        if (segments.Count > 0)
            Flush();
        if (segments.Count >= limits.Segments)
            GiveUpOldest();
        segments.Add(SpoolSegment.Create(directory, NextSeq));
        if (segments.Count == 1)
            offset = 0;
        Advance();
    }

    void GiveUpOldest()
    {
        var lost = segments[0].ReadFrom(offset).Sum(found => (long)found.Batch.Samples);
        cursor.MoveTo(segments.Count > 1 ? segments[1].FirstSeq - 1 : NextSeq - 1, lost);
        log.Cry($"the spool gives up its oldest {lost} samples; {cursor.DroppedSamples} lost in all");
        Advance();
    }

    /// <summary>Puts the reader behind the acknowledged batches and deletes the segments that hold nothing else.</summary>
    void Advance()
    {
        while (segments.Count > 1 && segments[1].FirstSeq - 1 <= cursor.Acknowledged)
        {
            segments[0].Delete();
            segments.RemoveAt(0);
            offset = 0;
        }
        while (segments[0].Read(offset) is { } found && found.Batch.Seq <= cursor.Acknowledged)
            offset = found.Next;
    }

    void FlushLate()
    {
        try
        {
            Flush();
        }
        catch (IOException e)
        {
            lock (gate)
                changed.TrySetException(e); // the reader meets it; nothing unsynced is ever sent
        }
    }

    void Announce()
    {
        changed.TrySetResult();
        changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
