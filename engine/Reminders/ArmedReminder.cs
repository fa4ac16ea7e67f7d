using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans.Reminders;

/// <summary>A reminder on the heap. Its next tick is set when the one before was taken by the grain, so slow grains are not flooded.</summary>
sealed class ArmedReminder(ReminderEntry entry, ReminderClock clock, Silo silo) : IDeadline
{
    // A deadline on the heap is at most this far; a farther one is looked at again then.
    static readonly TimeSpan Farthest = TimeSpan.FromDays(40);

    bool _ticked;

    internal ReminderEntry Entry => entry;

    internal (GrainId, string) Key => (entry.Grain, entry.ReminderName);

    int IDeadline.Place { get; set; } = DeadlineHeap.Nowhere;

    public void OnDue() => ThreadPool.UnsafeQueueUserWorkItem(static self => _ = self.Tick(), this, preferLocal: false);

    internal TimeSpan NextAfter(DateTimeOffset now)
    {
        var wait = entry.FirstTick - now;
        if (_ticked && wait <= TimeSpan.Zero)
            wait += entry.Period * (Math.Floor(-wait / entry.Period) + 1);
        return wait < TimeSpan.Zero ? TimeSpan.Zero
            : wait > Farthest ? Farthest
            : wait;
    }

    async Task Tick()
    {
        if (clock.IsElsewhere(this))
            return;
        var now = clock.Now;
        try
        {
            if (now >= entry.FirstTick)
            {
                _ticked = true;
                var status = new TickStatus(entry.FirstTick.UtcDateTime, entry.Period, now.UtcDateTime);
                await silo.GrainFactory.GetGrain<IRemindable>(entry.Grain).ReceiveReminder(entry.ReminderName, status);
            }
        }
        catch (Exception fault)
        {
            silo.Logger.LogError(
                fault,
                "Reminder {Name} of {Grain} failed; it ticks again after its period.",
                entry.ReminderName,
                entry.Grain
            );
        }
        clock.SetNext(this);
    }
}
