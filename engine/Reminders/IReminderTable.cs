using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Orleans.Reminders;

/// <summary>One reminder as it is kept.</summary>
sealed record ReminderEntry(GrainId Grain, string ReminderName, DateTimeOffset FirstTick, TimeSpan Period) : IGrainReminder;

/// <summary>Where reminders are kept. What it has taken must be there when the silo starts the next time, as far as the table promises.</summary>
interface IReminderTable
{
    Task<IReadOnlyList<ReminderEntry>> All();

    Task Put(ReminderEntry entry);

    Task Remove(GrainId grain, string name);
}

/// <summary>Keeps reminders as long as the process lives.</summary>
sealed class MemoryReminderTable : IReminderTable
{
    readonly ConcurrentDictionary<(GrainId, string), ReminderEntry> _entries = new();

    public Task<IReadOnlyList<ReminderEntry>> All() => Task.FromResult<IReadOnlyList<ReminderEntry>>([.. _entries.Values]);

    public Task Put(ReminderEntry entry)
    {
        _entries[(entry.Grain, entry.ReminderName)] = entry;
        return Task.CompletedTask;
    }

    public Task Remove(GrainId grain, string name)
    {
        _entries.TryRemove((grain, name), out _);
        return Task.CompletedTask;
    }
}
