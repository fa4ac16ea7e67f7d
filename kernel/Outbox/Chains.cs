using System.Diagnostics;

namespace Watchfloor.Kernel;

/// <summary>
/// Messages in line: one line per source and target, first in first out; lines run side by side. Of a long line only the front is held:
/// where it goes on in the store is remembered, and nothing from there on is taken before its turn. A line whose front waits for another
/// attempt holds nothing but that. Not thread-safe: the pump holds its lock.
/// </summary>
sealed class Chains
{
    /// <summary>So many wait in one line; the rest of it waits in the store and takes nobody's room.</summary>
    public const int PerLine = 64;

    const int InMemory = 4096;
    const int MostStalled = 65_536;

    readonly Dictionary<Line, Queue<Outgoing>> _lines = [];
    readonly Dictionary<Line, long> _goesOn = []; // all before this number was taken in, nothing from it on
    readonly HashSet<Line> _short = [];
    readonly HashSet<Line> _stalled = [];
    readonly HashSet<Line> _broken = [];
    readonly Dictionary<long, long> _since = [];
    HashSet<Line> _refilled = [];
    bool _wasFull;

    /// <summary>Messages that are in line or under way, but for the stalled.</summary>
    public int Count { get; private set; }

    /// <summary>Whether nothing is in line, neither here nor in the store.</summary>
    public bool IsEmpty => Count == 0 && _goesOn.Count == 0 && _stalled.Count == 0;

    /// <summary>When the one that waits longest was taken in, by the machine's clock.</summary>
    public long? Oldest => _since.Count == 0 ? null : _since.Values.Min();

    /// <summary>Whether more may be taken in. Who is told no is called when there is room: <see cref="HasRoomAgain"/>.</summary>
    public bool AskForRoom()
    {
        _wasFull = Count >= InMemory || _stalled.Count >= MostStalled;
        return !_wasFull;
    }

    /// <summary>Puts a message in its line; true when it is at the front of an idle line and may go now.</summary>
    public bool Enqueue(Outgoing message)
    {
        var line = Line.Of(message);
        if (_goesOn.ContainsKey(line))
            return false;
        if (!_stalled.Contains(line) && (!_lines.TryGetValue(line, out var waiting) || waiting.Count < PerLine))
            return Take(message, line);
        _goesOn.Add(line, message.Seq);
        return false;
    }

    /// <summary>The front of a line will be tried again later: those behind it leave, and come back from the store when it is done.</summary>
    public void Stall(Outgoing front)
    {
        var line = Line.Of(front);
        if (!_stalled.Add(line))
            return;
        var waiting = _lines[line];
        if (waiting.TryPeek(out var next))
            _goesOn[line] = next.Seq;
        foreach (var message in waiting)
            _since.Remove(message.Seq);
        Count -= waiting.Count + 1;
        waiting.Clear();
        _short.Remove(line);
        _refilled.Remove(line);
    }

    /// <summary>The front of a line is done; the next of that line, if any is held, may go now. Says whether the line runs short.</summary>
    public Outgoing? Next(Outgoing done, bool wasGivenUp, out bool runsShort)
    {
        var line = Line.Of(done);
        if (!_stalled.Remove(line))
            Count--;
        _since.Remove(done.Seq);
        var waiting = _lines[line];
        var hasNext = waiting.TryDequeue(out var next);
        if (!hasNext)
            _lines.Remove(line);
        if (wasGivenUp && (hasNext || _goesOn.ContainsKey(line)))
            _broken.Add(line);
        else
            _broken.Remove(line);
        runsShort = waiting.Count <= PerLine / 2 && _goesOn.ContainsKey(line) && _short.Add(line);
        return next;
    }

    /// <summary>Whether the one before it in its line was given up.</summary>
    public bool IsBehindOneGivenUp(Outgoing front) => _broken.Contains(Line.Of(front));

    /// <summary>True once after there was no room and now there is.</summary>
    public bool HasRoomAgain()
    {
        if (!_wasFull || Count > InMemory / 2 || _stalled.Count >= MostStalled)
            return false;
        _wasFull = false;
        return true;
    }

    /// <summary>Begins to refill the lines that run short, and tells from which number on; null where none does.</summary>
    public long? BeginRefill()
    {
        _refilled = [.. _short];
        return _refilled.Count == 0 ? null : _refilled.Min(line => _goesOn[line]);
    }

    /// <summary>Whether a line that is being refilled is still not full.</summary>
    public bool Refills => _refilled.Count > 0;

    /// <summary>Takes in what one of the lines that are being refilled goes on with; true when it may go now.</summary>
    public bool Refill(Outgoing message)
    {
        var line = Line.Of(message);
        if (!_refilled.Contains(line) || message.Seq < _goesOn[line])
            return false;
        var mayGo = Take(message, line);
        _goesOn[line] = message.Seq + 1;
        if (_lines[line].Count >= PerLine)
        {
            _refilled.Remove(line);
            _short.Remove(line);
        }
        return mayGo;
    }

    /// <summary>The store has no more of the lines that are still being refilled than was taken in.</summary>
    public void AreWhole()
    {
        foreach (var line in _refilled)
        {
            _goesOn.Remove(line);
            _short.Remove(line);
        }
        _refilled.Clear();
    }

    bool Take(Outgoing message, Line line)
    {
        Count++;
        _since[message.Seq] = Stopwatch.GetTimestamp();
        if (_lines.TryGetValue(line, out var waiting))
        {
            waiting.Enqueue(message);
            return false;
        }
        _lines.Add(line, new());
        return true;
    }
}
