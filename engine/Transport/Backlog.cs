using System.Collections.Concurrent;
using Orleans.Clustering;
using Orleans.Runtime;

namespace Orleans.Transport;

/// <summary>
/// The calls that cannot go on as things are: each is tried again whenever the cluster changes, until it is tried with success, expires, or
/// is refused. Whoever takes a call out of here decides what becomes of it.
/// </summary>
sealed class Backlog(ICluster cluster, WaitingRoom room, Action<Request> refuse)
{
    readonly ConcurrentDictionary<Request, Waiting> _waiting = new();
    volatile bool _isOver;

    internal void Begin()
    {
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(Keep);
    }

    internal void End() => _isOver = true;

    /// <summary>False when there is no room.</summary>
    internal bool TryAdd(Request request, long end, Func<bool> attempt)
    {
        if (!room.TryEnter(request))
            return false;
        _waiting[request] = new(end, attempt);
        Try(request);
        return true;
    }

    /// <summary>Those whose time is over. Those that were answered meanwhile go as well.</summary>
    internal List<Request> Expired(long now)
    {
        var late = new List<Request>();
        foreach (var (request, waiting) in _waiting)
            if ((waiting.End <= now || request.IsAnswered) && Take(request) is not null && !request.IsAnswered)
                late.Add(request);
        return late;
    }

    internal List<Request> TakeAll() => [.. _waiting.Keys.Where(request => Take(request) is not null)];

    async Task Keep()
    {
        var change = cluster.Change;
        while (!_isOver)
        {
            await change;
            change = cluster.Change;
            foreach (var request in _waiting.Keys)
                ThreadPool.UnsafeQueueUserWorkItem(static one => one.Backlog.Try(one.Request), (Backlog: this, Request: request), false);
        }
    }

    void Try(Request request)
    {
        Task change;
        do
        {
            // What changes while it is tried, and so is not to be seen here, is looked at once more.
            change = cluster.Change;
            if (!_waiting.TryRemove(request, out var waiting))
                return;
            if (Succeeds(request, waiting.Attempt))
            {
                room.Leave(request);
                return;
            }
            _waiting[request] = waiting;
            if (_isOver && Take(request) is { } late)
            {
                refuse(late); // the last look at all who wait may have been before
                return;
            }
        } while (change.IsCompleted);
    }

    static bool Succeeds(Request request, Func<bool> attempt)
    {
        try
        {
            return request.IsAnswered || attempt();
        }
        catch (Exception fault)
        {
            request.Fail(fault);
            return true;
        }
    }

    Request? Take(Request request)
    {
        if (!_waiting.TryRemove(request, out _))
            return null;
        room.Leave(request);
        return request;
    }

    readonly record struct Waiting(long End, Func<bool> Attempt);
}
