using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Watchfloor.Store;

namespace Watchfloor.Live;

/// <summary>
/// Follows the journal once per process, for all who look, and only while somebody does. It reads at once when the feed moves, and rests after
/// each round as long as that took: where telling takes long, batches become larger instead of queues longer. Trouble of the store delays, and
/// loses nothing.
/// </summary>
sealed partial class LiveFeed(IFeed feed, FeedReader reader, LiveMeter meter, ApiClock clock, ILogger<LiveFeed> log) : BackgroundService
{
    static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(5);
    static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(50); // of a round, and of the rest after it
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    readonly Channel<bool> _moved = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    readonly Channel<Arrival> _arrivals = Channel.CreateUnbounded<Arrival>();
    readonly List<LiveClient> _clients = []; // only the loop touches it
    readonly LastTold _last = new();
    string _cursor = "";

    /// <summary>Joins after the given place, or now. Changes read on the way are in the client's queue.</summary>
    public async Task<string> Join(LiveClient client, string? after, CancellationToken cancellation)
    {
        var arrival = new Arrival(client, after);
        if (!_arrivals.Writer.TryWrite(arrival))
            throw new TimeoutException("the server is stopping");
        Wake();
        return await arrival.Joined.Task.WaitAsync(cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        feed.Moved += Wake;
        try
        {
            while (await _moved.Reader.WaitToReadAsync(stoppingToken))
            {
                _moved.Reader.TryRead(out _);
                var (began, round) = (clock.Provider.GetTimestamp(), new Round());
                if (await Turn(round, stoppingToken))
                    await Rest(round, began, stoppingToken);
                else
                    await Task.Delay(Pause, clock.Provider, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the process ends
        }
        finally
        {
            feed.Moved -= Wake;
            SendAway();
        }
    }

    void Wake() => _moved.Writer.TryWrite(true);

    async Task Rest(Round round, long began, CancellationToken cancellation)
    {
        round.End();
        await round.Over.WaitAsync(Longest, clock.Provider, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var took = clock.Provider.GetElapsedTime(began);
        var rest =
            took < Shortest ? Shortest
            : took > Longest ? Longest
            : took;
        await Task.Delay(rest, clock.Provider, cancellation);
    }

    async Task<bool> Turn(Round round, CancellationToken cancellation)
    {
        try
        {
            Forget();
            if (_clients.Count > 0)
                await Follow(round, cancellation);
            while (_arrivals.Reader.TryRead(out var arrival))
                await Welcome(arrival, round, cancellation);
            return true;
        }
        catch (InvalidCursorException lost)
        {
            Stumbled(log, lost); // the store was restored under us: everybody begins anew
            _clients.ForEach(client => client.Leave(new TooSlowException()));
            Wake();
            return false;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            Stumbled(log, fault);
            Wake(); // try again after the pause
            return false;
        }
    }

    async Task Follow(Round round, CancellationToken cancellation)
    {
        LiveBatch batch;
        do
        {
            batch = await reader.After(_cursor, null, cancellation);
            _cursor = batch.Cursor;
            Tell(batch, round);
        } while (batch.MayHaveMore); // else what came meanwhile is the next round's
    }

    void Tell(LiveBatch batch, Round round)
    {
        // A view is read after its change, and may show the next one too: who has seen the change is not told the view.
        var isWithheld = _clients.Exists(client => client.HasSeenSome);
        foreach (var change in batch.Changes)
            change.IsNews = _last.IsNews(change);
        foreach (var ofTenant in batch.Changes.GroupBy(change => change.Tenant))
        {
            var share = batch.With(ofTenant);
            foreach (var client in _clients)
            {
                if (client.Tenant == ofTenant.Key && !client.IsGone && !client.Offer(share, round))
                    meter.CutOff();
            }
        }
        if (isWithheld)
            _last.Forget();
        Forget();
    }

    // Between two reads of the loop: it stands at _cursor, so what this client reads now is all up to there and perhaps a
    // little more, which it has then seen.
    async Task Welcome(Arrival arrival, Round round, CancellationToken cancellation)
    {
        try
        {
            if (_clients.Count == 0)
                _cursor = await reader.Head(cancellation);
            var place = arrival.After ?? _cursor;
            for (var isEnd = arrival.After is null; !isEnd; )
            {
                var batch = await reader.After(place, arrival.Client.Tenant, cancellation);
                isEnd = batch.Cursor == place;
                place = batch.Cursor;
                if (batch.Changes.Count > 0 && !arrival.Client.Offer(batch, round))
                    throw new TooSlowException();
                arrival.CaughtUp.Add(batch);
            }
            arrival.CaughtUp.ForEach(arrival.Client.HasSeen);
            _clients.Add(arrival.Client);
            _last.Forget();
            meter.Count(_clients.Count);
            arrival.Joined.TrySetResult(place);
        }
        catch (Exception fault)
        {
            arrival.Joined.TrySetException(fault);
        }
    }

    void Forget()
    {
        if (_clients.RemoveAll(client => client.IsGone) == 0)
            return;
        meter.Count(_clients.Count);
        if (_clients.Count == 0)
            _last.Forget();
    }

    void SendAway()
    {
        _arrivals.Writer.TryComplete();
        while (_arrivals.Reader.TryRead(out var arrival))
            arrival.Joined.TrySetCanceled(CancellationToken.None);
        _clients.ForEach(client => client.Leave());
    }

    sealed record Arrival(LiveClient Client, string? After)
    {
        public TaskCompletionSource<string> Joined { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<LiveBatch> CaughtUp { get; } = [];
    }

    [LoggerMessage(1, LogLevel.Warning, "The live feed could not be read; trying again")]
    static partial void Stumbled(ILogger log, Exception fault);
}
