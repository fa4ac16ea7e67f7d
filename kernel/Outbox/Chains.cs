using System.Diagnostics;

namespace Watchfloor.Kernel;

/// <summary>
/// Messages in line: one line per source and target, first in first out; lines run side by side. Not thread-safe: the pump
/// holds its lock.
/// </summary>
sealed class Chains
{
    readonly Dictionary<(EntityId Source, EntityId Target), Queue<Outgoing>> _lines = [];
    readonly Dictionary<long, long> _since = [];

    /// <summary>Messages that are in line or under way.</summary>
    public int Count { get; private set; }

    /// <summary>When the one that waits longest was taken in, by the machine's clock.</summary>
    public long? Oldest => _since.Count == 0 ? null : _since.Values.Min();

    /// <summary>Puts a message in its line; true when it is at the front of an idle line and may go now.</summary>
    public bool Enqueue(Outgoing message)
    {
        Count++;
        _since[message.Seq] = Stopwatch.GetTimestamp();
        var line = (message.Source, message.Target);
        if (_lines.TryGetValue(line, out var waiting))
        {
            waiting.Enqueue(message);
            return false;
        }
        _lines.Add(line, new());
        return true;
    }

    /// <summary>The front of a line is done; the next of that line, if any, may go now.</summary>
    public Outgoing? Next(Outgoing done)
    {
        Count--;
        _since.Remove(done.Seq);
        var line = (done.Source, done.Target);
        if (_lines[line].TryDequeue(out var next))
            return next;
        _lines.Remove(line);
        return null;
    }
}
