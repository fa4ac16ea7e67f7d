namespace Orleans.Runtime;

sealed partial class Activation
{
    Turn? _running;
    int _runningCount;
    int _writersRunning;
    List<Turn>? _alsoRunning;
    int _lastUse;
    int _started;

    /// <summary>The one turn that runs now; null when none or several do.</summary>
    internal Turn? OnlyTurn => _runningCount == 1 ? _running ?? Desk.TurnOf(this) : null;

    internal void Admit(Turn turn)
    {
        if (!TakesTurns)
            turn.Reroute(this);
        else if (_phase == Phase.Active && (turn.Interleaves || (_waiting is null && CanStart(turn))))
            Start(turn);
        else
            Enqueue(turn);
    }

    bool CanStart(Turn turn) => _runningCount == 0 || Kind.IsReentrant || turn.Interleaves || (turn.ReadOnly && _writersRunning == 0);

    void Start(Turn turn)
    {
        if (turn is not Timers.GrainTimer { KeepsAlive: false })
            _lastUse = Silo.Collector.Epoch;
        _started++;
        if (!turn.ReadOnly)
            _writersRunning++;
        _runningCount++;
        Restore();
        var desk = Desk.Mine;
        desk.Turn = turn;
        try
        {
            turn.Begin(this);
        }
        finally
        {
            if (desk.Turn == turn)
                Wait(turn, desk);
        }
    }

    /// <summary>It did not end at once. It is watched here before it leaves the desk, so that who looks there first sees it at one of the two.</summary>
    void Wait(Turn turn, Desk desk)
    {
        if (_running is null)
            Volatile.Write(ref _running, turn);
        else
            AlsoRun(turn);
        Watch();
        desk.Turn = null;
    }

    // The watch reads the list while the activation changes it; the list itself is made once, so it is its own lock.
    void AlsoRun(Turn turn)
    {
        if (_alsoRunning is null)
            Volatile.Write(ref _alsoRunning, []);
        lock (_alsoRunning)
            _alsoRunning.Add(turn);
    }

    /// <summary>Called in a turn of this activation, by the turn that ended.</summary>
    internal void TurnEnded(Turn turn)
    {
        if (!turn.ReadOnly)
            _writersRunning--;
        _runningCount--;
        var desk = Desk.Mine;
        if (desk.Turn == turn)
            desk.Turn = null;
        else
            Forget(turn);
    }

    void Forget(Turn turn)
    {
        if (_alsoRunning is null)
            _running = null;
        else
            lock (_alsoRunning)
                if (_running == turn)
                    _running = TakeLast();
                else
                    _alsoRunning.Remove(turn);
    }

    Turn? TakeLast()
    {
        if (_alsoRunning!.Count == 0)
            return null;
        var last = _alsoRunning[^1];
        _alsoRunning.RemoveAt(_alsoRunning.Count - 1);
        return last;
    }

    void Enqueue(Turn turn)
    {
        turn.Next = null;
        if (_lastWaiting is null)
            _waiting = turn;
        else
            _lastWaiting.Next = turn;
        _lastWaiting = turn;
        _waitingCount++;
    }

    Turn Dequeue()
    {
        var turn = _waiting!;
        _waiting = (Turn?)turn.Next;
        if (_waiting is null)
            _lastWaiting = null;
        _waitingCount--;
        return turn;
    }

    void StartWaiting()
    {
        while (_isGiven && _waiting is not null)
            Dequeue().Reroute(this);
        while (_phase == Phase.Active && _waiting is { } turn && CanStart(turn))
            Start(Dequeue());
    }

    /// <summary>After activating: everything that came meanwhile is admitted in its order, interleaving turns among it.</summary>
    void ReadmitWaiting()
    {
        for (var count = _waitingCount; count > 0; count--)
            Admit(Dequeue());
    }

    /// <summary>
    /// The calls that wait here or are made to wait. Read while the activation works, in the order in which calls move: mailbox, queue, running.
    /// One that moves just then may be seen twice or not at all; the next round sees it.
    /// </summary>
    internal void VisitCalls(Action<Request> visit)
    {
        for (var item = _mailbox.Peek; item is not null; item = item.Next)
            if (item is Request request)
                visit(request);
        for (Item? item = Volatile.Read(ref _waiting); item is not null; item = item.Next)
            if (item is Request request)
                visit(request);
        VisitRunning(visit);
    }

    /// <summary>Those that are made to wait; the one that a thread works on is at its desk.</summary>
    void VisitRunning(Action<Request> visit)
    {
        if (Volatile.Read(ref _running) is Request running)
            visit(running);
        if (Volatile.Read(ref _alsoRunning) is not { } alsoRunning)
            return;
        Turn[] others;
        lock (alsoRunning)
            others = [.. alsoRunning];
        foreach (var request in others.OfType<Request>())
            visit(request);
    }
}
