using Orleans.Timers;

namespace Orleans.Runtime;

sealed partial class Activation
{
    Dictionary<Streams.Subscription, object>? _observers;

    /// <summary>What this activation attached to its stream subscriptions; touched in its turns only.</summary>
    internal Dictionary<Streams.Subscription, object> Observers => _observers ??= [];

    internal bool IsIdleSince(int epoch) => _phase == Phase.Active && _lastUse <= epoch && !IsBusy;

    internal void DelayCollection(TimeSpan time) =>
        _keepUntil = time == TimeSpan.MaxValue || time == Timeout.InfiniteTimeSpan ? long.MaxValue : Silo.Collector.After(time);

    /// <summary>Asked by the collector; decided in a turn, when nothing can come between.</summary>
    internal void EndIfIdleSince(int epoch) =>
        Push(
            new Order(activation =>
            {
                var idle = activation is { _phase: Phase.Active, _runningCount: 0, _waitingCount: 0 } && activation._lastUse <= epoch;
                if (idle && activation._keepUntil <= activation.Silo.Collector.Now)
                    activation.End(new(DeactivationReasonCode.ActivationIdle, "Nobody used the activation for its collection age."));
            })
        );

    /// <summary>Called by the watch: OnActivateAsync and the end of an activation have their limits.</summary>
    internal void CheckTransition(long now, TimeSpan activation, TimeSpan deactivation)
    {
        if (_transition is not { } transition)
            return;
        var age = now - transition.Since;
        if (_phase == Phase.Activating && age > activation.TotalMilliseconds)
            GiveUp(
                transition,
                Phase.Activating,
                self => self.Fail(new TimeoutException($"{self.GrainId} did not activate within {activation}."))
            );
        if (_phase == Phase.Ending && age > deactivation.TotalMilliseconds)
            GiveUp(transition, Phase.Ending, static self => self.Deactivated(Task.CompletedTask));
    }

    void GiveUp(Transition transition, Phase phase, Action<Activation> act) =>
        Push(
            new Order(self =>
            {
                if (self._phase != phase || self._transition != transition)
                    return;
                transition.Abort.Cancel();
                if (self._phase == phase)
                    act(self);
            })
        );

    internal IGrainTimer AddTimer(GrainTimer timer, GrainTimerCreationOptions options)
    {
        if (Current != this)
            throw new InvalidOperationException($"A timer of {GrainId} is registered in its own turns only.");
        timer.Start(options);
        timer.NextOfGrain = _timers;
        _timers = timer;
        return timer;
    }

    internal void RemoveTimer(GrainTimer timer)
    {
        if (_timers == timer)
            _timers = timer.NextOfGrain;
        else
            for (var before = _timers; before is not null; before = before.NextOfGrain)
                if (before.NextOfGrain == timer)
                    before.NextOfGrain = timer.NextOfGrain;
    }

    void StopTimers()
    {
        while (_timers is { } timer)
        {
            _timers = timer.NextOfGrain;
            timer.Dispose();
        }
    }
}
