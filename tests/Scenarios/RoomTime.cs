using Watchfloor.Kernel;
using Watchfloor.Notifications;
using Watchfloor.Store;

namespace Watchfloor.Tests.Scenarios;

/// <summary>Time, quiet and power of a room.</summary>
sealed partial class Room
{
    /// <summary>Only ends a wait that is hopeless.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    static readonly TimeSpan Blink = TimeSpan.FromMilliseconds(1);

    /// <summary>Time passes, from one deadline to the next, and after each the room comes to rest.</summary>
    public async Task Forward(TimeSpan time)
    {
        var target = Now + time;
        while (await NextDue(target) is { } due)
        {
            _clock.AdvanceTo(due > Now ? due : Now + SmallestStep);
            await Quiet();
        }
        _clock.AdvanceTo(target);
        await Quiet();
    }

    /// <summary>The power fails without warning, stays away for a time, and comes back.</summary>
    public async Task PowerCut(TimeSpan away = default)
    {
        await _power.Cut();
        foreach (var phone in _phones.All)
            phone.LineIsCut();
        _clock.Advance(away);
        _power = await Powered.On(_data.FullName, _clock, _phones, _log);
        await Quiet();
    }

    /// <summary>
    /// Waits until nothing is under way: no message in the outbox, no deadline that has passed, no attempt to page but those
    /// that hang on purpose, and no fact between two looks.
    /// </summary>
    async Task Quiet()
    {
        long facts = -1;
        await Eventually.Sees(
            "quiet",
            async () => await Noise() is { } noise ? $"{noise}\n{_log}" : null,
            noise => noise is null && facts == (facts = _power.Get<IStoreHealth>().Facts),
            Patience,
            Blink
        );
    }

    async Task<string?> Noise()
    {
        _clock.AdvanceTo(Now); // timers that were set without a wait ring
        if (_power.Get<KernelReadiness>().Reasons().FirstOrDefault() is { } reason)
            return reason;
        if (!_power.Get<OutboxPump>().IsQuiet)
            return $"{await _power.Get<IOutbox>().Depth(Cancellation)} messages in the outbox";
        if (_phones.All.Any(phone => phone.Hangs))
            return null; // its attempt is the one thing that goes on
        if (await DueNow() is { } late)
            return $"{late.Entity} is due since {late.At:O} and it is {Now:O}";
        return await Attempting() is { } page ? $"page {page.Id} is {page.Status}" : null;
    }

    async Task<DateTimeOffset?> NextDue(DateTimeOffset until)
    {
        var entries = await Due(until);
        return entries.Count == 0 ? null : entries.Min(entry => entry.At);
    }

    async Task<DueEntry?> DueNow() => (await Due(Now)).Select(entry => (DueEntry?)entry).FirstOrDefault();

    async Task<IReadOnlyList<DueEntry>> Due(DateTimeOffset until)
    {
        var due = _power.Get<IDueTimes>();
        var all = new List<DueEntry>();
        for (var partition = 0; partition < due.Partitions; partition++)
        {
            all.AddRange(await due.Missed(partition, until < Now ? until : Now, behind: null, limit: 4096, Cancellation));
            all.AddRange(await due.Coming(partition, Now, until, limit: 4096, Cancellation));
        }
        return all;
    }

    /// <summary>Pages under way; the deadline of their attempt stands in the due table.</summary>
    async Task<PageView?> Attempting()
    {
        var soon = await Due(Now + PageRules.AttemptTimeout);
        foreach (
            var eventId in soon.Where(entry => entry.Entity.Kind == Kinds.Page).Select(entry => PageIds.EventOf(entry.Entity.Id)).Distinct()
        )
        {
            if ((await Pages(eventId)).FirstOrDefault(page => page.Status is PageStatus.Attempting) is { } page)
                return page;
        }
        return null;
    }
}
