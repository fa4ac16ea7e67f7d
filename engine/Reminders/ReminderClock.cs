using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans.Reminders;

/// <summary>Ticks the reminders of the table, each at its first time and every period after it; however many were missed, one makes up for them.</summary>
sealed class ReminderClock(
    Silo silo,
    IReminderTable table,
    IOptions<ReminderOptions> options,
    [FromKeyedServices(ReminderTimeProviderNames.Reminders)] TimeProvider clock
) : IReminderRegistry, IHostedService, IEndsBeforeGrains, IDisposable
{
    readonly DeadlineHeap _heap = new(clock);
    readonly ConcurrentDictionary<(GrainId Grain, string Name), ArmedReminder> _armed = new();
    volatile bool _ended;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var entry in await table.All())
            Arm(entry);
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        End();
        return Task.CompletedTask;
    }

    public void End()
    {
        _ended = true;
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
        var entry = new ReminderEntry(callingGrainId, reminderName, clock.GetUtcNow() + dueTime, period);
        await table.Put(entry);
        Arm(entry);
        return entry;
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        await table.Remove(callingGrainId, reminder.ReminderName);
        if (_armed.TryRemove((callingGrainId, reminder.ReminderName), out var armed))
            _heap.Remove(armed);
    }

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName) =>
        (await table.All()).FirstOrDefault(entry => entry.Grain == callingGrainId && entry.ReminderName == reminderName);

    public async Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId) =>
        [.. (await table.All()).Where(entry => entry.Grain == callingGrainId)];

    public void Dispose() => _heap.Dispose();

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

    internal DateTimeOffset Now => clock.GetUtcNow();

    internal void SetNext(ArmedReminder reminder)
    {
        if (!_ended && _armed.TryGetValue(reminder.Key, out var current) && current == reminder)
            _heap.SetAgain(reminder, reminder.NextAfter(clock.GetUtcNow()));
    }
}
