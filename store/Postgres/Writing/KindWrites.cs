using System.Collections.Frozen;
using System.Runtime.CompilerServices;

namespace Watchfloor.Store.Postgres;

/// <summary>
/// How often documents of each kind were written. Who has the database alone knows by it that what was read of all of them is as it was; among
/// several nobody does. The count goes up before whoever wrote has his answer.
/// </summary>
sealed class KindWrites(bool isAlone)
{
    readonly FrozenDictionary<string, StrongBox<long>> _counts = EntityTable.All.ToFrozenDictionary(
        table => table.Kind,
        _ => new StrongBox<long>(isAlone ? 0 : long.MinValue)
    );

    /// <summary>Null: they may be written at any time, and nobody here hears of it.</summary>
    public long? Of(string kind) => Volatile.Read(ref _counts[kind].Value) is var count and >= 0 ? count : null;

    /// <summary>One was written, or not; where nobody knows, it may still appear at any time.</summary>
    public void Happened(string kind, bool isKnown)
    {
        if (isKnown)
            Interlocked.Increment(ref _counts[kind].Value);
        else
            Interlocked.Exchange(ref _counts[kind].Value, long.MinValue);
    }
}
