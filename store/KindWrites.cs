using System.Collections.Frozen;

namespace Watchfloor.Store;

/// <summary>
/// How often documents of each kind were written. Who has the database alone knows by it that what was read of all of them is as it was; among
/// several nobody does.
/// </summary>
sealed class KindWrites(bool isAlone)
{
    readonly FrozenDictionary<string, Kind> _kinds = EntityTable.All.ToFrozenDictionary(table => table.Kind, _ => new Kind(isAlone));

    /// <summary>
    /// Null where that may change at any time: some are under way, and readers see them before whoever wrote has his answer; or others write
    /// them, or one was written of which nobody knows.
    /// </summary>
    public long? Of(string kind) => _kinds[kind].Count;

    /// <summary>One is about to be written. It is told before the database hears of it.</summary>
    public void Begin(string? kind)
    {
        if (kind is not null)
            _kinds[kind].Begin();
    }

    /// <summary>It was written, or not; where nobody knows, it may still appear at any time.</summary>
    public void End(string? kind, bool isKnown)
    {
        if (kind is not null)
            _kinds[kind].End(isKnown);
    }

    sealed class Kind(bool isKnown)
    {
        bool _isKnown = isKnown;
        int _underWay;
        long _count;

        public long? Count
        {
            get
            {
                var (isStill, count) = (Volatile.Read(ref _underWay) == 0, Volatile.Read(ref _count));
                return isStill && Volatile.Read(ref _isKnown) ? count : null;
            }
        }

        public void Begin() => Interlocked.Increment(ref _underWay);

        public void End(bool isKnown)
        {
            if (!isKnown)
                Volatile.Write(ref _isKnown, false);
            Interlocked.Increment(ref _count);
            Interlocked.Decrement(ref _underWay);
        }
    }
}
