using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Orleans.Placement;
using Orleans.Runtime;
using Watchfloor.Catalogue;
using Watchfloor.Events;
using Watchfloor.Json;
using Watchfloor.Kernel;

namespace Watchfloor.Mutes;

/// <summary>
/// What mutes the events of a tenant. It decides on memory: the windows and rules as they are defined, and, where there are rules, the open
/// events that they concern. It loses nothing with it: the memory is read back before the first question, and each command returns only when the
/// events concerned have durably become what follows from it, so that a message that was not done with comes again.
/// </summary>
[GrainType(MutesKey.Kind), KeepAlive, HashBasedPlacement]
public sealed class MutesGrain(
    ICatalogueReads catalogue,
    IOpenEvents open,
    IEntities entities,
    IIds ids,
    TimeProvider clock,
    ILogger<MutesGrain> log
) : Grain, IMutesGrain
{
    static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    readonly ILogger _log = log;
    readonly Recent<string, bool> _over = new(4096);
    EntityId _self;
    MuteCourier _courier = null!;
    Windows _windows = new([]);
    Inhibitions _inhibitions = new([]);
    Task _changes = Task.CompletedTask;
    IGrainTimer? _again;

    /// <summary>What was told while the open events are being read; what comes of that is told it too.</summary>
    List<Func<Inhibitions, IReadOnlySet<string>>>? _meanwhile;

    DateTimeOffset Now => Instants.Truncate(clock.GetUtcNow());

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _self = EntityId.Of(MutesKey.Kind, this.GetPrimaryKeyString());
        _courier = new(GrainFactory, _self.Tenant, ids);
        _windows = new(await catalogue.All<MaintenanceSpec>(_self.Tenant, Kinds.Maintenance, cancellationToken));
        if (await Rules(cancellationToken) is [])
            return; // whoever took the last one away says so, and again after a crash
        try
        {
            await LookAtRules(cancellationToken);
        }
        catch (StaleActivationException e)
        {
            // All is read; one event that cannot be told must not keep the others from asking.
            _log.LogWarning(e, "Some events of {Tenant} do not know yet how they are muted; they are told again", _self.Tenant);
            Again();
        }
    }

    /// <inheritdoc/>
    public Task Wake(CancellationToken cancellation = default) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<Outcome> Do(MutesCommand command, RequestId request, CancellationToken cancellation = default)
    {
        await (
            command switch
            {
                WindowChanged changed => InTurn(() => LookAtWindows(changed.Specs, cancellation)),
                InhibitionChanged => InTurn(() => LookAtRules(cancellation)),
                EventOpened opened => Look(opened.EventId, cancellation),
                EventOver over => Forget(over.EventId, cancellation),
                _ => throw new InvalidOperationException($"nobody here knows {command}"),
            }
        );
        return new(OutcomeKind.Done, 0);
    }

    /// <inheritdoc/>
    public Task<Muting?> Meet(string eventId, Detection seen, CancellationToken cancellation = default)
    {
        var (inhibited, isSource) = _inhibitions.Meet(eventId, seen);
        var mutes = Values.From(new[] { _windows.For(seen, Now), inhibited }.OfType<Mute>());
        return Task.FromResult(mutes.Length > 0 || isSource ? new Muting(mutes) : null);
    }

    /// <inheritdoc/>
    public Task Know(string eventId, Detection seen, bool calls, Values<Mute> mutes, CancellationToken cancellation = default) =>
        _over.TryGet(eventId, out _) // it was reopened, or this word is late: the store knows
            ? Look(eventId, cancellation)
            : Learn(new(eventId, seen, calls, mutes), cancellation);

    async Task Learn(Known known, CancellationToken cancellation)
    {
        _courier.IsInhibited(known.EventId, Of(known.Mutes, AsideKind.Inhibited));
        var concerned = Tell(inhibitions => inhibitions.Put(known.EventId, known.Seen, known.Calls));
        await Hold([known], cancellation);
        await Inhibit(concerned, cancellation);
    }

    /// <summary>Tells those who are owed word once more, until nobody is.</summary>
    void Again() =>
        _again ??= this.RegisterGrainTimer(
            static async (self, cancellation) =>
            {
                try
                {
                    await self.Inhibit(new HashSet<string>(), cancellation);
                    self._again?.Dispose();
                    self._again = null;
                }
                catch (StaleActivationException e)
                {
                    self._log.LogDebug(e, "Some events still do not know how they are muted");
                }
            },
            this,
            new GrainTimerCreationOptions(Rest, Rest) { Interleave = true }
        );

    /// <summary>Changes of what is defined are looked at one after the other, so that the newest is what counts in the end.</summary>
    Task InTurn(Func<Task> change) => _changes = After(_changes, change);

    static async Task After(Task before, Func<Task> change)
    {
        // Whoever asked for the one before knows how it ended.
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await change();
    }

    async Task LookAtWindows(Values<MaintenanceSpec> specs, CancellationToken cancellation)
    {
        _windows = new(await catalogue.All<MaintenanceSpec>(_self.Tenant, Kinds.Maintenance, cancellation));
        List<StaleActivationException> faults = [];
        await foreach (var events in Stored((facilityId, category) => Windows.MayHold(specs, facilityId, category), cancellation))
        {
            try
            {
                await Hold(events, cancellation);
            }
            catch (StaleActivationException e)
            {
                faults.Add(e); // the events behind these hear of it all the same
            }
        }
        if (faults.Count > 0)
            throw new StaleActivationException(faults[0].Message) { IsUnfit = faults.TrueForAll(fault => fault.IsUnfit) };
    }

    ValueTask<IReadOnlyList<Entry<InhibitionSpec>>> Rules(CancellationToken cancellation) =>
        catalogue.All<InhibitionSpec>(_self.Tenant, Kinds.Inhibition, cancellation);

    /// <summary>By the rules as they are now, all that is open is held against each other.</summary>
    async Task LookAtRules(CancellationToken cancellation)
    {
        var next = new Inhibitions(await Rules(cancellation));
        var concerned = new HashSet<string>();
        _meanwhile = [];
        _courier.BeginReading();
        try
        {
            await foreach (var events in Stored((_, _) => true, cancellation))
            {
                foreach (var known in events)
                {
                    next.Put(known.EventId, known.Seen, known.Calls);
                    concerned.Add(known.EventId);
                    _courier.WasInhibited(known.EventId, Of(known.Mutes, AsideKind.Inhibited));
                }
            }
            foreach (var told in _meanwhile)
                concerned.UnionWith(told(next));
            _inhibitions = next;
        }
        finally
        {
            _meanwhile = null;
            _courier.EndReading();
        }
        await Inhibit(concerned, cancellation);
    }

    async Task Look(string eventId, CancellationToken cancellation)
    {
        var stored = await entities.Load(new(Kinds.Event, _self.Tenant, eventId), cancellation);
        if (stored is { Removed: false } && Read(stored) is { } body)
            await Learn(Known.Of(eventId, body), cancellation);
        else
            await Forget(eventId, cancellation);
    }

    Task Forget(string eventId, CancellationToken cancellation)
    {
        _over.Set(eventId, true);
        _courier.Forget(eventId);
        return Inhibit(Tell(inhibitions => inhibitions.Remove(eventId)), cancellation);
    }

    IReadOnlySet<string> Tell(Func<Inhibitions, IReadOnlySet<string>> news)
    {
        _meanwhile?.Add(news);
        return news(_inhibitions);
    }

    /// <summary>Those that are not held as the windows want it are.</summary>
    Task Hold(IEnumerable<Known> events, CancellationToken cancellation) =>
        _courier.Bring(
            from one in events
            where _windows.For(one.Seen, Now) != Of(one.Mutes, AsideKind.Maintenance)
            select (one.EventId, (Func<Mute?>)(() => _windows.For(one.Seen, Now))),
            AsideKind.Maintenance,
            cancellation
        );

    /// <summary>Those that are not inhibited as the rules want it are, and those that an earlier word did not reach.</summary>
    Task Inhibit(IReadOnlySet<string> concerned, CancellationToken cancellation) =>
        _courier.Bring(
            from eventId in concerned.Concat(_courier.Owed.Where(owed => !concerned.Contains(owed))).ToList()
            where _courier.Owed.Contains(eventId) || Wanted(eventId) != _courier.Inhibited(eventId)
            select (eventId, (Func<Mute?>)(() => Wanted(eventId))),
            AsideKind.Inhibited,
            cancellation
        );

    Mute? Wanted(string eventId) => _inhibitions.MuteOf(eventId, _courier.Inhibited(eventId)?.Cause);

    /// <summary>Open events, one facility and category after the other.</summary>
    async IAsyncEnumerable<IReadOnlyList<Known>> Stored(
        Func<string?, string, bool> where,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        foreach (var (facilityId, category) in await open.Groups(_self.Tenant, cancellation))
        {
            if (!where(facilityId, category))
                continue;
            yield return
            [
                .. from stored in await open.Of(_self.Tenant, facilityId, category, cancellation)
                let body = Read(stored.State)
                where body is not null
                select Known.Of(stored.Id.Id, body),
            ];
        }
    }

    static Mute? Of(Values<Mute> mutes, AsideKind kind) => mutes.FirstOrDefault(mute => mute.Kind == kind);

    /// <summary>An open event, as far as it matters here.</summary>
    sealed record Known(string EventId, Detection Seen, bool Calls, Values<Mute> Mutes)
    {
        public static Known Of(string eventId, EventBody body) =>
            new(eventId, EventMutes.Seen(body), EventMutes.Calls(body), EventMutes.Of(body));
    }

    static EventBody? Read(StoredEntity stored) =>
        JsonSerializer.Deserialize<EventState>(stored.State.Span, WireJson.Options) is EventOpen { Body: var body } ? body : null;
}
