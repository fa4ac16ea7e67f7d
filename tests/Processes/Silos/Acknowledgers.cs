using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Watchfloor.Tests.Processes;

/// <summary>People who acknowledge what they see, in the order in which it came, each until the api says that it is done.</summary>
sealed class Acknowledgers : IAsyncDisposable
{
    const int OneOf = 3;
    static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(25);

    readonly CancellationTokenSource _stop = new();
    readonly ConcurrentDictionary<string, bool> _answered = [];
    readonly ConcurrentQueue<string> _complaints = [];
    readonly IReadOnlyList<Caller> _apis;
    readonly Task _running;
    int _failed;
    string? _lastFailure;

    public Acknowledgers(SiloProcesses cluster, Writers writers)
        : this([.. cluster.Addresses.Select((_, api) => cluster.Admin(api))], writers) { }

    /// <summary>They leave it to something else where their requests go.</summary>
    public Acknowledgers(LoadBalancer balancer, Writers writers)
        : this([balancer.Admin()], writers) { }

    Acknowledgers(IReadOnlyList<Caller> apis, Writers writers) => (_apis, _running) = (apis, Task.Run(() => Work(apis, writers)));

    /// <summary>The events of which an api has said that they are acknowledged.</summary>
    public IReadOnlyCollection<string> Answered => [.. _answered.Keys];

    /// <summary>Answers that an api may never give: all but yes, and not now with a reason.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>How often one of them was not served.</summary>
    public int Failed => Volatile.Read(ref _failed);

    /// <summary>What the last one of these was.</summary>
    public string? LastFailure => Volatile.Read(ref _lastFailure);

    public async Task Finish()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(Eventually.Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var api in _apis)
            api.Dispose();
        _stop.Dispose();
    }

    async Task Work(IReadOnlyList<Caller> apis, Writers writers)
    {
        var seen = new HashSet<string>();
        using var rest = new PeriodicTimer(Rest);
        while (!_stop.IsCancellationRequested)
        {
            foreach (var eventId in writers.Acknowledged.Values.Where(seen.Add).Where((_, place) => place % OneOf == 0).ToList())
                await Acknowledge(apis, eventId, rest);
            await rest.WaitForNextTickAsync();
        }
    }

    async Task Acknowledge(IReadOnlyList<Caller> apis, string eventId, PeriodicTimer rest)
    {
        for (var turn = 0; !_stop.IsCancellationRequested; turn++)
        {
            try
            {
                var answer = await apis[turn % apis.Count].Post($"events/{eventId}/acknowledge", new { });
                if (answer.Succeeded || (answer.Status == 409 && turn > 0)) // by an attempt of ours whose answer was lost
                {
                    _answered[eventId] = true;
                    return;
                }
                HasFailed($"{answer}");
                if (answer.Status != 503 || !answer.SaysWhy)
                    _complaints.Enqueue($"{eventId}: {answer}");
            }
            catch (Exception e) when (e is HttpRequestException or SocketException or IOException or TaskCanceledException)
            {
                HasFailed($"{e}"); // who was asked is down; the next one is asked
            }
            await rest.WaitForNextTickAsync();
        }
    }

    void HasFailed(string why)
    {
        Interlocked.Increment(ref _failed);
        Volatile.Write(ref _lastFailure, why);
    }
}
