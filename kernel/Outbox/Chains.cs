using System.Diagnostics;

namespace Watchfloor.Kernel;

/// <summary>
/// Messages in line: one line per source and target, first in first out; lines run side by side. Of a long line only the front is held:
/// where it goes on in the store is remembered, and nothing from there on is taken before its turn. Not thread-safe: the pump holds its
/// lock.
/// </summary>
sealed class Chains
{
    /// <summary>So many wait in one line; the rest of it waits in the store and takes nobody's room.</summary>
    public const int PerLine = 64;

    readonly Dictionary<Line, Queue<Outgoing>> _lines = [];
    readonly Dictionary<Line, long> _goesOn = []; // all before this number was taken in, nothing from it on
    readonly HashSet<Line> _short = [];
    readonly Dictionary<long, long> _since = [];

    /// <summary>Messages that are in line or under way.</summary>
    public int Count { get; private set; }

    /// <summary>Whether nothing is in line, neither here nor in the store.</summary>
    public bool IsEmpty => Count == 0 && _goesOn.Count == 0;

    /// <summary>When the one that waits longest was taken in, by the machine's clock.</summary>
    public long? Oldest => _since.Count == 0 ? null : _since.Values.Min();

    /// <summary>Puts a message in its line; true when it is at the front of an idle line and may go now.</summary>
    public bool Enqueue(Outgoing message)
    {
        var line = Line.Of(message);
        if (_goesOn.ContainsKey(line))
            return false;
        if (!_lines.TryGetValue(line, out var waiting) || waiting.Count < PerLine)
            return Take(message, line, waiting);
        _goesOn.Add(line, message.Seq);
        return false;
    }

    /// <summary>The front of a line is done; the next of that line, if any, may go now. Says whether the line runs short.</summary>
    public Outgoing? Next(Outgoing done, out bool runsShort)
    {
        Count--;
        _since.Remove(done.Seq);
        var line = Line.Of(done);
        var waiting = _lines[line];
        var hasNext = waiting.TryDequeue(out var next);
        if (!hasNext)
            _lines.Remove(line);
        runsShort = waiting.Count <= PerLine / 2 && _goesOn.ContainsKey(line) && _short.Add(line);
        return next;
    }

    /// <summary>The lines that run short, and the number from which they go on in the store; null where none does.</summary>
    public (HashSet<Line> Lines, long From)? Short => _short.Count == 0 ? null : ([.. _short], _short.Min(line => _goesOn[line]));

    /// <summary>Takes in what one of these lines goes on with, and strikes a line that is full again off them; true when it may go now.</summary>
    public bool Refill(HashSet<Line> lines, Outgoing message)
    {
        var line = Line.Of(message);
        if (!lines.Contains(line) || message.Seq < _goesOn[line])
            return false;
        var mayGo = Take(message, line, _lines.GetValueOrDefault(line));
        _goesOn[line] = message.Seq + 1;
        if (_lines[line].Count >= PerLine)
        {
            lines.Remove(line);
            _short.Remove(line);
        }
        return mayGo;
    }

    /// <summary>The store has no more of these lines than was taken in.</summary>
    public void AreWhole(HashSet<Line> lines)
    {
        foreach (var line in lines)
        {
            _goesOn.Remove(line);
            _short.Remove(line);
        }
    }

    bool Take(Outgoing message, Line line, Queue<Outgoing>? waiting)
    {
        Count++;
        _since[message.Seq] = Stopwatch.GetTimestamp();
        if (waiting is null)
        {
            _lines.Add(line, new());
            return true;
        }
        waiting.Enqueue(message);
        return false;
    }
}
