using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Clustering;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans.Reminders;

/// <summary>
/// Ticks the reminders of the table, each at its first time and every period after it; however many were missed, one makes up for them. A
/// silo among others ticks those of its own grains, and reads the table again with each view, and when what came with it may be served.
/// </summary>
sealed class ReminderClock(
    Silo silo,
    IReminderTable table,
    IOptions<ReminderOptions> options,
    ILogger<ReminderClock> logger,
    ILocalSiloDetails self,
    [FromKeyedServices(ReminderTimeProviderNames.Reminders)] TimeProvider clock
) : IReminderRegistry, IHostedService, IEndsBeforeGrains, IDisposable
{
    /// <summary>After the table could not be read.</summary>
    static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    readonly DeadlineHeap _heap = new(clock);
    readonly ConcurrentDictionary<(GrainId Grain, string Name), ArmedReminder> _armed = new();
    readonly CancellationTokenSource _end = new();
    readonly SemaphoreSlim _turn = new(1);
    Task _following = Task.CompletedTask;
    volatile bool _ended;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await InTurn(ArmOwn);
        if (silo.Cluster is not { } cluster)
            return;
        using (ExecutionContext.SuppressFlow())
            _following = Task.Run(() => Follow(cluster), CancellationToken.None);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        End();
        await _following;
    }

    public void End()
    {
        _ended = true;
        _end.Cancel();
        foreach (var reminder in _armed.Values)
            _heap.Remove(reminder);
    }

    public async Task<IGrainReminder> RegisterOrUpdateReminder(
        GrainId callingGrainId,
        string reminderName,
        TimeSpan dueTime,
        TimeSpan period
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        if (period < options.Value.MinimumReminderPeriod)
            throw new ArgumentException(
                $"The period {period} of reminder '{reminderName}' is shorter than the minimum {options.Value.MinimumReminderPeriod}.",
                nameof(period)
            );
        // In whole microseconds, as databases keep it: what is read later is the same.
        var first = clock.GetUtcNow() + dueTime;
        var entry = new ReminderEntry(callingGrainId, reminderName, first.AddTicks(-(first.Ticks % TimeSpan.TicksPerMicrosecond)), period);
        await InTurn(async () =>
        {
            await table.Put(entry);
            if (IsOwn(entry))
                Arm(entry);
        });
        return entry;
    }

    public Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder) =>
        InTurn(async () =>
        {
            await table.Remove(callingGrainId, reminder.ReminderName);
            if (_armed.TryRemove((callingGrainId, reminder.ReminderName), out var armed))
                _heap.Remove(armed);
        });

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName) =>
        (await table.All()).FirstOrDefault(entry => entry.Grain == callingGrainId && entry.ReminderName == reminderName);

    public async Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId) =>
        [.. (await table.All()).Where(entry => entry.Grain == callingGrainId)];

    public void Dispose()
    {
        _heap.Dispose();
        _end.Dispose();
        _turn.Dispose();
    }

    /// <summary>Table and heap change together: what was read before somebody wrote would take it back.</summary>
    async Task InTurn(Func<Task> change)
    {
        await _turn.WaitAsync();
        try
        {
            await change();
        }
        finally
        {
            _turn.Release();
        }
    }

    bool IsOwn(ReminderEntry entry) => silo.Cluster is not { } cluster || self.SiloAddress.Equals(cluster.OwnerOf(entry.Grain));

    async Task Follow(ICluster cluster)
    {
        while (!_ended)
            try
            {
                var change = cluster.Change;
                await InTurn(ArmOwn);
                await change.WaitAsync(_end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception fault)
            {
                logger.LogWarning(fault, "The reminders could not be read; they are read again.");
                await Task.Delay(Again, clock, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
    }

    /// <summary>What goes on ticking as before is left alone: its ticks have their own count.</summary>
    async Task ArmOwn()
    {
        var own = (await table.All()).Where(IsOwn).ToDictionary(static entry => (entry.Grain, entry.ReminderName));
        foreach (var (key, armed) in _armed)
            if (!own.TryGetValue(key, out var entry) || entry != armed.Entry)
                if (_armed.TryRemove(new(key, armed)))
                    _heap.Remove(armed);
        foreach (var entry in own.Values)
            if (!_armed.ContainsKey((entry.Grain, entry.ReminderName)))
                Arm(entry);
    }

    void Arm(ReminderEntry entry)
    {
        var armed = new ArmedReminder(entry, this, silo);
        _armed.AddOrUpdate(
            (entry.Grain, entry.ReminderName),
            armed,
            (_, before) =>
            {
                _heap.Remove(before);
                return armed;
            }
        );
        SetNext(armed);
    }

    /// <summary>A view has given the grain away, and its reminder with it; it is armed again where and when the grain comes.</summary>
    internal bool IsElsewhere(ArmedReminder reminder)
    {
        var isElsewhere = !IsOwn(reminder.Entry);
        if (isElsewhere)
            _armed.TryRemove(new(reminder.Key, reminder));
        return isElsewhere;
    }

    internal DateTimeOffset Now => clock.GetUtcNow();

    internal void SetNext(ArmedReminder reminder)
    {
        if (!_ended && _armed.TryGetValue(reminder.Key, out var current) && current == reminder)
            _heap.SetAgain(reminder, reminder.NextAfter(clock.GetUtcNow()));
    }
}
