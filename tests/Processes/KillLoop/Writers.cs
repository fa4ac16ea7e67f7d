using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Watchfloor.Tests.Processes;

/// <summary>
/// Eight writers that never give up: each sends one occurrence after another, and repeats it until the server says that it
/// has it. What was acknowledged is what the server must answer for. They keep no more than one request under way each.
/// </summary>
sealed class Writers : IAsyncDisposable
{
    const int Count = 8;

    /// <summary>How far they may be ahead of what a test waits for: far enough that all are at work when the axe falls.</summary>
    const int Ahead = 60;
    static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(20);

    readonly CancellationTokenSource _stop = new();
    readonly ConcurrentDictionary<string, string> _acknowledged = [];
    readonly ConcurrentQueue<string> _complaints = [];
    readonly Task[] _running;
    int _allowed;
    int _failed;
    string? _lastFailure;

    public Writers(string address, string key, int seed)
        : this([address], key, seed) { }

    /// <summary>Each writer begins at one of the addresses, and goes to the next where nobody answers.</summary>
    public Writers(IReadOnlyList<string> addresses, string key, int seed)
        : this(
            writer => [.. Enumerable.Range(writer, addresses.Count).Select(turn => new Caller(addresses[turn % addresses.Count], key))],
            seed
        ) { }

    /// <summary>They leave it to something else where their requests go.</summary>
    public Writers(LoadBalancer balancer, int seed)
        : this(_ => [balancer.Admin()], seed) { }

    Writers(Func<int, Caller[]> callersOf, int seed) =>
        _running = [.. Enumerable.Range(0, Count).Select(writer => Task.Run(() => Write(callersOf(writer), writer, seed)))];

    /// <summary>What was acknowledged: the event id by external id.</summary>
    public IReadOnlyDictionary<string, string> Acknowledged => _acknowledged;

    /// <summary>Answers that a server may never give, whatever happens to it: all but yes, and not now with a reason.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>How often a request got no answer, or one that said "not now": none where nothing is broken.</summary>
    public int Failed => Volatile.Read(ref _failed);

    /// <summary>What the last one of these was.</summary>
    public string? LastFailure => Volatile.Read(ref _lastFailure);

    /// <summary>Waits until so many more are acknowledged.</summary>
    public Task Another(int more)
    {
        var goal = _acknowledged.Count + more;
        Volatile.Write(ref _allowed, goal + Ahead);
        return Eventually.Is(
            $"{more} more acknowledged",
            () => _acknowledged.Count >= goal,
            within: null,
            () => $"{_acknowledged.Count} of {goal}; {string.Join(';', _complaints.Take(3))}"
        );
    }

    /// <summary>No more new occurrences; what is under way is brought to its end.</summary>
    public async Task Finish()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running).WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);
    }

    /// <summary>Lets the writers end; what ended one before its time is said by <see cref="Finish"/>, and must not hide another failure here.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running).WaitAsync(Eventually.Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    async Task Write(Caller[] apis, int writer, int seed)
    {
        using var rest = new PeriodicTimer(Rest);
        for (var n = 0; !_stop.IsCancellationRequested; )
        {
            if (_acknowledged.Count < Volatile.Read(ref _allowed))
                await Deliver(apis, $"{seed}-{writer}-{n}", writer, n++);
            else
                await rest.WaitForNextTickAsync();
        }
        foreach (var api in apis)
            api.Dispose();
    }

    async Task Deliver(Caller[] apis, string externalId, int writer, int n)
    {
        // Two of three begin an event of their own; the others may join one, so that merges are under the axe too.
        var category = n % 3 == 2 ? $"shared-{writer % 2}" : $"own-{externalId}";
        var detection = new
        {
            source = "writers",
            externalId,
            severity = "high",
            category,
            title = $"Occurrence {externalId}",
        };
        using var rest = new PeriodicTimer(Rest);
        var turn = 0;
        do
        {
            try
            {
                var answer = await apis[turn % apis.Length].Post("events/ingest", detection);
                if (answer.Succeeded)
                {
                    _acknowledged[externalId] = answer["eventId"]!;
                    return;
                }
                HasFailed($"{answer}");
                if (answer.Status != 503 || !answer.SaysWhy)
                    _complaints.Enqueue($"{externalId}: {answer}");
            }
            catch (Exception e) when (e is HttpRequestException or SocketException or IOException or TaskCanceledException)
            {
                HasFailed($"{e}");
                turn++; // The server is down; that is what this is about.
            }
        } while (!GivenUp() && await rest.WaitForNextTickAsync());
    }

    void HasFailed(string why)
    {
        Interlocked.Increment(ref _failed);
        Volatile.Write(ref _lastFailure, why);
    }

    bool GivenUp() => TestContext.Current.CancellationToken.IsCancellationRequested;
}
