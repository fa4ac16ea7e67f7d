using System.Collections.Frozen;
using System.Runtime.CompilerServices;

namespace Watchfloor.Store.Sqlite;

/// <summary>
/// How often documents of each kind were written, so that what was read of all of them can be known to be as it was. The count goes up
/// before whoever wrote has his answer, also where nobody knows whether the write was kept.
/// </summary>
sealed class KindChanges
{
    readonly FrozenDictionary<string, StrongBox<long>> _counts = EntityTable.All.ToFrozenDictionary(
        table => table.Kind,
        _ => new StrongBox<long>()
    );

    public long Of(string kind) => Volatile.Read(ref _counts[kind].Value);

    public void Happened(string? kind)
    {
        if (kind is not null)
            Interlocked.Increment(ref _counts[kind].Value);
    }
}
