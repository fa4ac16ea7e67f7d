using System.Collections.Concurrent;
using Npgsql;

namespace Watchfloor.Store.Postgres;

/// <summary>
/// Makes the writes of a lane durable, and finds out what became of them where something goes wrong in between. What certainly is not in
/// the database is tried again for a while; a COMMIT whose answer is lost is looked for; data that the database cannot take fails alone.
/// </summary>
sealed class LaneFlushes(Database database, Server server, int lane, LostEntities lost, LaneGuard guard, TimeProvider clock)
    : IAsyncDisposable
{
    const int CarefulAttempts = 20;

    readonly LaneSession _session = new(database, server, lane);
    readonly ConcurrentQueue<long> _unknown = new();
    long _number;
    volatile string? _trouble;

    /// <summary>Raised after each flush with what it added, before its writes complete.</summary>
    public event Action<Flushed>? Flushed;

    /// <summary>Why the last flush failed; null once one succeeded.</summary>
    public string? Trouble => _trouble;

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    /// <summary>
    /// Completes when no transaction of which nobody knows what became of it can still become durable. Throws where the database does not
    /// say so in time; a <see cref="TimeoutException"/> where it could not even be asked.
    /// </summary>
    public async Task Ended(CancellationToken cancellation)
    {
        while (_unknown.TryPeek(out var xid))
        {
            await CommitFate.Ended(xid, lane, database).WaitAsync(cancellation);
            _unknown.TryDequeue(out _);
        }
    }

    /// <summary>
    /// Among several, who comes new takes over in the midst of work: its lanes are connected, and the database knows their statements, before
    /// the first write comes. Where that fails the first write does it, and says why.
    /// </summary>
    public async Task Prepare()
    {
        if (!guard.IsOfMany)
            return;
        try
        {
            var connection = await _session.Connection();
            await using var nothing = await connection.BeginTransactionAsync();
            for (var time = 0; time < Database.UntilPrepared; time++)
            {
                await using var statements = new Statements(connection, nothing);
                new WritePass([], new FlushPlace(server.Place.XidBase, 0)).AddEmpty(statements);
                await statements.Run();
            }
            await nothing.RollbackAsync();
        }
        catch (Exception e) when (Faults.MayPass(e) || e is PostgresException or InvalidOperationException)
        {
            await _session.DisposeAsync();
        }
    }

    /// <summary>Every write with null where it is durable, or why not.</summary>
    public async Task<IReadOnlyList<(IWrite Write, StoreFailedException? Why)>> Write(IReadOnlyList<IWrite> writes)
    {
        try
        {
            await Persist(writes);
            return [.. writes.Select(write => (write, (StoreFailedException?)null))];
        }
        catch (UnfitDataException) when (writes.Count > 1)
        {
            return await Halves(writes);
        }
        // Whatever it was, everybody who waits must hear of it, and the lane must live on.
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            var why = e is UnfitDataException unfit ? Faults.Unfit(unfit.InnerException!, database) : Faults.Failed(e, database);
            if (!why.IsUnfit)
                _trouble = why.Message;
            await _session.DisposeAsync();
            return [.. writes.Select(write => (write, (StoreFailedException?)why))];
        }
    }

    /// <summary>One of them is at fault: each half by itself, in their order, until that one fails alone.</summary>
    async Task<IReadOnlyList<(IWrite, StoreFailedException?)>> Halves(IReadOnlyList<IWrite> writes)
    {
        var half = writes.Count / 2;
        var first = await Write([.. writes.Take(half)]);
        return [.. first, .. await Write([.. writes.Skip(half)])];
    }

    async Task Persist(IReadOnlyList<IWrite> writes)
    {
        var time = database.Tuning.Time;
        var started = time.GetTimestamp();
        // Who is in trouble already is not waited for again.
        var patience = _trouble is null ? database.Tuning.Patience : TimeSpan.Zero;
        var careful = 0;
        while (true)
        {
            try
            {
                var began = time.GetTimestamp();
                if (await Attempt(writes, careful > 0) is { } flushed)
                {
                    StoreMeters.Flushed("postgresql", writes.Count, time.GetElapsedTime(began));
                    _trouble = null;
                    Flushed?.Invoke(flushed);
                    return;
                }
            }
            catch (ChangedMeanwhileException) when (++careful < CarefulAttempts)
            {
                continue; // the next attempt looks first
            }
            catch (Exception e) when (Faults.MayPass(e) && time.GetElapsedTime(started) < patience)
            {
                if (e is not PostgresException { SqlState: "40001" or "40P01" })
                {
                    await _session.DisposeAsync();
                    await Task.Delay(database.Tuning.Again, time);
                }
            }
            catch (Exception e) when (Faults.IsOfData(e))
            {
                throw new UnfitDataException(e);
            }
        }
    }

    /// <summary>Null where it is certain that nothing of it is durable, though the database was told to COMMIT.</summary>
    async Task<Flushed?> Attempt(IReadOnlyList<IWrite> writes, bool isCareful)
    {
        var now = Micros.Of(clock.GetUtcNow());
        var place = server.Place;
        var name = new LaneName(place.Name, lane, ++_number);
        var flush = new Flush(writes, lost, new FlushPlace(place.XidBase, now), name, guard);
        var connection = await _session.Connection();
        NpgsqlTransaction? transaction = null;
        Flushed flushed;
        try
        {
            transaction = await connection.BeginTransactionAsync();
            flushed = await flush.Run(connection, transaction, isCareful);
        }
        catch
        {
            await _session.Undo(transaction);
            throw;
        }
        if (!await IsCommitted(transaction, flush.Xid, name))
            return null;
        await transaction.DisposeAsync();
        foreach (var entity in flush.Lost)
            lost.Add(entity);
        return flushed;
    }

    async Task<bool> IsCommitted(NpgsqlTransaction transaction, long xid, LaneName name)
    {
        try
        {
            await transaction.CommitAsync();
            return true;
        }
        catch (Exception e) when (Faults.MayPass(e) || e is PostgresException or InvalidOperationException)
        {
            await _session.DisposeAsync();
            return await Fate(xid, name);
        }
    }

    async Task<bool> Fate(long xid, LaneName name)
    {
        try
        {
            return await CommitFate.Of(xid, name, database);
        }
        catch
        {
            _unknown.Enqueue(xid);
            throw;
        }
    }
}

/// <summary>The database cannot take what is in a flush, and will not take it the next time.</summary>
sealed class UnfitDataException(Exception why) : Exception(why.Message, why);
