using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Watchfloor.Json;

namespace Watchfloor.Kernel;

/// <summary>
/// The shell around rules: loads, decides, evolves, commits, arms. It decides synchronously on its pending state, so calls
/// may interleave and their commits share a flush; every reply waits until what it was decided on is durable. When a commit
/// fails or its fate is unknown, the activation is dropped with all that was pending, and the next call loads afresh.
/// While nobody asks it, its memory rests packed.
/// </summary>
public abstract partial class RuledGrain<TRules, TState, TCommand, TFact>(RuledGrainContext context) : Grain, ICommanded<TCommand>
    where TRules : IRules<TState, TCommand, TFact>, IDocumented<TState>
    where TState : notnull
    where TCommand : notnull
    where TFact : notnull
{
    RecentWishes? _wishes;
    IGrainTimer? _alarm;
    string? _armedBy;
    bool _dropped;
    bool _removed;

    /// <summary>The trace of the commit that armed the deadline, as far as this activation knows.</summary>
    protected string? ArmedBy => _armedBy;

    /// <summary>Domain time, in whole microseconds.</summary>
    protected DateTimeOffset Now => Instants.Truncate(context.Clock.GetUtcNow());

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var self = Address();
        var stored = await context.Entities.Load(self, cancellationToken);
        _removed = stored is { Removed: true };
        var state = stored is null || _removed ? TRules.Initial : JsonSerializer.Deserialize<TState>(stored.State.Span, WireJson.Options)!;
        Memory = new(self, state, stored?.Version ?? 0);
        Arm(atLeast: TimeSpan.Zero);
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _alarm?.Dispose();
        if (_memory is null)
            return; // it never began
        // The grain timer ends with the activation; from here on the alarm clock has to know.
        // A dropped one does not know its state any more; a moment later, so that a store in trouble is not asked without pause.
        var due = _dropped ? Now + AlarmWaits.Again : TRules.DueAt(State);
        _dropped = true;
        if (due is not { } at)
            return;
        try
        {
            await GrainFactory.AlarmClockOf(context.DueTimes, Self).Expect(Self, at, TRules.Rank(State));
        }
        catch (OrleansException e)
        {
            // The silo is closed already; the clock finds the deadline when it looks into the table.
            KernelLog.NotExpected(Log, e, Self);
        }
    }

    /// <inheritdoc/>
    public virtual async Task<Outcome> Do(TCommand command, RequestId request, CancellationToken cancellation = default)
    {
        if (_wishes?.Granted(request) is { } version)
        {
            await Settled();
            return new(OutcomeKind.Done, version);
        }
        return await Apply(await Prepare(command, cancellation), request, CallerContext.Actor, cancellation);
    }

    /// <inheritdoc/>
    public Task Wake(CancellationToken cancellation = default) => Serve(cancellation);

    /// <summary>Adds to a command what only a read can know, before the rules decide. Others may go first meanwhile.</summary>
    protected virtual ValueTask<TCommand> Prepare(TCommand command, CancellationToken cancellation) => new(command);

    /// <summary>Its time has come, or somebody thinks so. Must not wait for the outside: the alarm clock waits for it.</summary>
    protected virtual Task Due(CancellationToken cancellation) => Tell(TRules.Tick, cancellation);

    /// <summary>A command of the grain to itself: what the clock or the world says. It is nobody's wish, so it is never a repeat.</summary>
    protected Task<Outcome> Tell(TCommand command, CancellationToken cancellation) =>
        Apply(command, request: null, actor: "system", cancellation);

    /// <summary>Completes when the present state is durable; throws where it will never be.</summary>
    protected async Task Settled()
    {
        ThrowIfDropped();
        var asked = Memory;
        if (asked.Newest is Task newest)
            await newest.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!asked.IsSettled)
            throw Stale(); // why, hears he whose wish it was
    }

    async Task<Outcome> Apply(TCommand command, RequestId? request, string actor, CancellationToken cancellation)
    {
        ThrowIfDropped();
        if (_removed)
            return new(
                OutcomeKind.Absent,
                Version,
                $"{Self.Kind} {Self.Id} was removed: it had been over for longer than things are kept."
            );
        if (request is not null && CallerContext.ExpectedOf(Self) is { } expected && expected != Version)
            return await Refuse(new(OutcomeKind.Stale, StaleReason(expected)), request, cancellation);
        var decision = TRules.Decide(State, command, Now);
        if (decision.Refusal is { } refusal)
            return await Refuse(refusal, request, cancellation);
        if (decision.Facts.IsEmpty)
        {
            await Settled();
            return new(OutcomeKind.Unchanged, Version);
        }
        var level = context.Level.Current;
        var facts = ReadableAt(level, decision.Facts);
        var (state, commit) = Evolution<TRules, TState, TCommand, TFact>.Of(Self, State, Version, facts, request, actor);
        return commit.Level > level
            ? await Refuse(HeldBack(commit.Level, level), request, cancellation)
            : await Commit(command, state, commit);
    }

    /// <summary>Refused now, but granted before: the first answer stands.</summary>
    async Task<Outcome> Refuse(Refused refusal, RequestId? request, CancellationToken cancellation)
    {
        await Settled();
        var version = Version;
        var granted = request is { } wish ? await context.Entities.Granted(Self, wish, cancellation) : null;
        return granted is { } at ? new(OutcomeKind.Done, at) : new(refusal.Kind, version, refusal.Reason);
    }

    async Task<Outcome> Commit(TCommand command, TState state, Commit commit)
    {
        using var span = CommitSpan.Begin(Self, command, commit.Facts.Length, sends: commit.Outbox.Length > 0);
        if (CallerContext.Trace is { } trace)
            commit = commit with { Trace = trace };
        if (TRules.DueAt(state) != TRules.DueAt(State))
            _armedBy = commit.Trace;
        var pending = context.Commits.Commit(commit);
        Memory = new(Self, state, commit.Version, pending);
        if (commit.Request is { } wish)
            (_wishes ??= new()).Remember(wish, commit.Version);
        Arm(atLeast: TimeSpan.Zero);
        var result = await Durable(pending, span);
        span?.End(result, commit.Version);
        return Answer(result, commit.Version);
    }

    async Task<CommitResult> Durable(Task<CommitResult> pending, Activity? span)
    {
        StaleActivationException why;
        try
        {
            return await pending;
        }
        catch (Exception e)
        {
            Drop();
            span?.Fail(e.GetType().Name);
            KernelLog.NotStored(Log, e, Self);
            // Only its words: the store's exception is no message, and could not cross to another silo.
            why = new($"{Self} could not be stored: {e.Message}") { IsUnfit = e is StoreFailedException { IsUnfit: true } };
        }
        throw why;
    }

    Outcome Answer(CommitResult result, long version)
    {
        if (result is CommitResult.Committed)
            return new(OutcomeKind.Done, version);
        Drop();
        return result switch
        {
            CommitResult.Repeated repeated => new(OutcomeKind.Done, repeated.Version),
            CommitResult.Claimed claimed => new(OutcomeKind.Claimed, Version: 0, claimed.EventId),
            _ => throw Stale(),
        };
    }

    void Arm(TimeSpan atLeast)
    {
        if (TRules.DueAt(State) is not { } due)
        {
            _alarm?.Dispose();
            _alarm = null;
            return;
        }
        var wait = AlarmWaits.Clamp(due - context.Clock.GetUtcNow(), atLeast);
        if (_alarm is { } alarm)
            alarm.Change(wait, Timeout.InfiniteTimeSpan);
        else
            _alarm = this.RegisterGrainTimer(
                static (self, cancellation) => self.Ring(cancellation),
                this,
                new GrainTimerCreationOptions(wait, Timeout.InfiniteTimeSpan) { Interleave = true }
            );
    }

    async Task Ring(CancellationToken cancellation)
    {
        try
        {
            await Serve(cancellation);
            // Early, or after a capped wait: it must ring again. Still due although it was done: not at once, it would spin.
            if (!_dropped)
                Arm(TRules.DueAt(State) <= Now ? AlarmWaits.Again : TimeSpan.Zero);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // The deadline is still in the store, and the alarm clock is told of it when this activation goes.
            KernelLog.NotServed(Log, e, Self);
            Drop();
        }
    }

    /// <summary>What a deadline brings about belongs to the trace of what armed it: a page is found from its event.</summary>
    async Task Serve(CancellationToken cancellation)
    {
        if (TRules.DueAt(State) <= Now + AlarmWaits.Again) // by the time the rules look it may be due
            CallerContext.Follow(await DeadlineTrace(cancellation));
        // Whoever comes second, the alarm clock or the own timer, finds nothing due any more.
        var late = context.Clock.GetUtcNow() - TRules.DueAt(State);
        await Due(cancellation);
        if (late >= TimeSpan.Zero)
            context.Meters.Rang(late.Value);
    }

    /// <summary>
    /// The trace of what armed the deadline, for whoever acts before its time on behalf of the same story. After a reload nobody remembers; the
    /// journal does. It is not asked where nobody listens.
    /// </summary>
    protected async ValueTask<string?> DeadlineTrace(CancellationToken cancellation) => _armedBy ?? await NewestTrace(cancellation);

    async ValueTask<string?> NewestTrace(CancellationToken cancellation)
    {
        if (!Tracing.IsHeard || Version == 0)
            return null;
        try
        {
            return await context.Entities.Trace(Self, Version, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            KernelLog.TraceUnknown(Log, e, Self); // the deadline is served all the same
            return null;
        }
    }

    void Drop()
    {
        _dropped = true;
        DeactivateOnIdle();
    }

    void ThrowIfDropped()
    {
        // Also in the moment between a commit that was lost and the turn that hears of it.
        if (_dropped || Memory is { Newest.IsCompleted: true, IsSettled: false })
            throw Stale();
    }

    ILogger Log => context.Logs.CreateLogger(GetType());

    string StaleReason(long expected) =>
        Version == 0
            ? "There is no such thing any more; read it again."
            : $"It was changed since you read it: you know version {expected}, it is at version {Version}. Read it again, then decide.";

    StaleActivationException Stale() => new($"{Self} was changed elsewhere or could not be stored; ask again");
}
