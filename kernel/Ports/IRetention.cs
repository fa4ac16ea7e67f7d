namespace Watchfloor.Kernel;

/// <summary>What retention takes away, each with an age of its own.</summary>
public enum Aged
{
    /// <summary>Events that were closed before, with their escalations and pages: documents, journal, wishes, deadlines.</summary>
    Events,

    /// <summary>Readings, in whole days of receipt. What is not yet in the rollups stays.</summary>
    Readings,

    /// <summary>Rollups of a minute, in whole spans.</summary>
    MinuteRollups,

    /// <summary>Rollups of five minutes, in whole spans.</summary>
    FiveMinuteRollups,

    /// <summary>Rollups of an hour, in whole spans.</summary>
    HourRollups,

    /// <summary>Wishes that were granted, by when: a repeat is known until then.</summary>
    Wishes,

    /// <summary>First answers by idempotency key, by when they were given.</summary>
    Answers,

    /// <summary>Entries of the audit book.</summary>
    Audit,

    /// <summary>Sessions that ran out before.</summary>
    Sessions,

    /// <summary>
    /// Files that came before and that no event holds: of events that are gone, and of uploads that came to nothing. Their parts are
    /// counted too.
    /// </summary>
    Files,
}

/// <summary>
/// Takes away what is too old, in small steps, so that nobody waits for it. Of an event a tombstone and its claims stay: its occurrences
/// are known for ever, and it never comes to life again. No number (of journal, outbox, readings, transactions) is ever used again.
/// </summary>
public interface IRetention
{
    /// <summary>
    /// Removes at most so many things that ended before an instant, oldest first, in one transaction. Returns how many; fewer than
    /// <paramref name="limit"/> means that no more are that old.
    /// </summary>
    Task<int> Remove(Aged what, DateTimeOffset before, int limit, CancellationToken cancellation);

    /// <summary>When it was swept last, or null where it never was.</summary>
    ValueTask<DateTimeOffset?> LastSweep(CancellationToken cancellation);

    /// <summary>Remembers when it was swept.</summary>
    Task Swept(DateTimeOffset at);
}
