using Watchfloor.Events;
using Watchfloor.Kernel;

namespace Watchfloor.Mutes;

/// <summary>
/// Tells events how they are muted. What is told to one event goes one after the other, and what that is, is looked up when its turn comes: the
/// newest stays. It remembers what it told of inhibition, and whom it owes word.
/// </summary>
sealed class MuteCourier(IGrainFactory grains, TenantId tenant, IIds ids)
{
    const int AtOnce = 64;
    const int MostTries = 5;

    readonly Dictionary<(string EventId, AsideKind Kind), Task> _ways = [];
    readonly Dictionary<string, Mute> _inhibited = [];
    readonly HashSet<string> _owed = [];
    HashSet<string>? _toldMeanwhile;

    /// <summary>Whose last word did not reach them.</summary>
    public IReadOnlyCollection<string> Owed => _owed;

    /// <summary>To how many word is under way.</summary>
    public int UnderWay => _ways.Count;

    /// <summary>By what an event knows itself inhibited.</summary>
    public Mute? Inhibited(string eventId) => _inhibited.GetValueOrDefault(eventId);

    /// <summary>That is how an event knows itself.</summary>
    public void IsInhibited(string eventId, Mute? by)
    {
        if (by is null)
            _inhibited.Remove(eventId);
        else
            _inhibited[eventId] = by;
    }

    /// <summary>Somebody begins to read how events know themselves.</summary>
    public void BeginReading() => _toldMeanwhile = [];

    /// <summary>So an event knew itself when it was read; what it was told since then is newer.</summary>
    public void WasInhibited(string eventId, Mute? by)
    {
        if (_toldMeanwhile?.Contains(eventId) != true)
            IsInhibited(eventId, by);
    }

    public void EndReading() => _toldMeanwhile = null;

    /// <summary>It is over.</summary>
    public void Forget(string eventId)
    {
        _inhibited.Remove(eventId);
        _owed.Remove(eventId);
    }

    /// <summary>One after the other for each event, some events at once. Throws where one was not reached, after all were tried.</summary>
    public async Task Bring(IEnumerable<(string EventId, Func<Mute?> Wanted)> news, AsideKind kind, CancellationToken cancellation)
    {
        List<Exception> faults = [];
        foreach (var some in news.Chunk(AtOnce))
        {
            var ways = some.Select(one => Bring(one.EventId, kind, one.Wanted, cancellation)).ToList();
            await Task.WhenAll(ways)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            foreach (var (eventId, _) in some)
                Arrived((eventId, kind));
            cancellation.ThrowIfCancellationRequested();
            faults.AddRange(ways.Where(way => way.IsFaulted).Select(way => way.Exception!.InnerException!));
        }
        if (faults.Count > 0)
            throw new StaleActivationException(
                $"{faults.Count} events could not be told how they are muted; the first says: {faults[0].Message}"
            )
            {
                IsUnfit = faults.TrueForAll(fault => fault is StaleActivationException { IsUnfit: true }),
            };
    }

    Task Bring(string eventId, AsideKind kind, Func<Mute?> wanted, CancellationToken cancellation)
    {
        var way = After(_ways.GetValueOrDefault((eventId, kind)));
        if (!way.IsCompleted)
            _ways[(eventId, kind)] = way;
        return way;

        async Task After(Task? before)
        {
            if (before is not null) // whoever sent it knows how it ended
                await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            var isOwed = true;
            try
            {
                Mute? said;
                do // what is wanted may change while it is said, and whoever changes it sees only what was heard before
                {
                    said = wanted();
                    await Say(eventId, new(kind, said), cancellation);
                    if (kind == AsideKind.Inhibited)
                    {
                        IsInhibited(eventId, said);
                        _toldMeanwhile?.Add(eventId);
                    }
                } while (wanted() != said);
                isOwed = false;
            }
            finally
            {
                Owe(eventId, kind, isOwed);
            }
        }
    }

    /// <summary>Nobody has to wait any more for the newest word to it, unless there is one more.</summary>
    void Arrived((string EventId, AsideKind Kind) to)
    {
        if (_ways.TryGetValue(to, out var newest) && newest.IsCompleted)
            _ways.Remove(to);
    }

    void Owe(string eventId, AsideKind kind, bool isOwed)
    {
        if (kind != AsideKind.Inhibited)
            return;
        if (isOwed)
            _owed.Add(eventId);
        else
            _owed.Remove(eventId);
    }

    async Task Say(string eventId, SetMute word, CancellationToken cancellation)
    {
        var target = new EntityId(Kinds.Event, tenant, eventId);
        var request = new RequestId($"mutes/{ids.Next()}");
        CallerContext.Expect(target, version: null); // this follows from what somebody asked, it is not what was asked
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                _ = await grains.GetGrain<IEventGrain>(target.ToGrainId()).Do(word, request, cancellation);
                return;
            }
            catch (StaleActivationException e) when (e.IsUnfit && word.Mute is not null)
            {
                // The database will never keep it, as the event's silo has said in its log. It pages as if nothing muted it, and nobody is owed word.
                return;
            }
            catch (StaleActivationException e) when (!e.IsUnfit && attempt < MostTries)
            {
                // Somebody else's commit failed before ours; a fresh activation takes the same word.
            }
        }
    }
}
