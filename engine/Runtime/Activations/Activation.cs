using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>
/// One grain in memory. It is the synchronization context of its turns: whatever they await continues here, one piece at a time.
/// It owns no thread, channel or timer; while idle it is this object, the grain and an entry in the directory.
/// </summary>
sealed partial class Activation(Silo silo, GrainClass kind, IdSpan key) : SynchronizationContext, IGrainContext, IThreadPoolWorkItem
{
    /// <summary>So many items are processed before other work of the pool gets its chance.</summary>
    const int Fairness = 128;

    /// <summary>Lines of a cache over which its fields are spread: a call touches all of them.</summary>
    internal const int Lines = 3;

    static ExecutionContext? s_clean;

    Mailbox _mailbox;
    Phase _phase;
    int _isWatched;
    Turn? _waiting;
    Turn? _lastWaiting;
    int _waitingCount;

    internal static new Activation? Current => SynchronizationContext.Current as Activation;

    internal Silo Silo { get; } = silo;

    internal GrainClass Kind { get; } = kind;

    public GrainId GrainId => new(Kind.Name, key);

    public object? GrainInstance { get; set; }

    public IServiceProvider ActivationServices => Silo.Services;

    internal bool IsDead => _phase == Phase.Dead;

    internal int QueueLength => _mailbox.Count + _waitingCount;

    internal bool IsBusy => !_mailbox.IsIdle || _runningCount > 0 || _waitingCount > 0 || _phase is Phase.Activating or Phase.Ending;

    public override SynchronizationContext CreateCopy() => this;

    public override void Post(SendOrPostCallback d, object? state) => Push(new Continuation(d, state));

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (Current != this)
            throw new NotSupportedException($"{GrainId} is never called synchronously from outside of its turns.");
        d(state);
    }

    internal void Push(Item item)
    {
        item.Target = this;
        if (_mailbox.TryHandOver())
        {
            item.Next = null;
            Prefetch.Begin(GrainInstance, lines: 1);
            if (item is Request { Deadline: not 0 } call)
                Desk.Mine.HandedOver.Add(call);
            ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: true);
            return;
        }
        var isMine = _mailbox.Add(item);
        Watch();
        if (isMine)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    /// <summary>
    /// Hands itself to the silo's watch over deadlines: whenever something waits here, or may have to. What runs through at once, most calls,
    /// costs it nothing; it looks at the desks of threads besides.
    /// </summary>
    void Watch()
    {
        if (Volatile.Read(ref _isWatched) == 0 && Interlocked.Exchange(ref _isWatched, 1) == 0)
            Silo.Watch.Add(this);
    }

    /// <summary>Only the watch calls this, and looks once more afterwards, so that no push is missed.</summary>
    internal void Unwatch() => Interlocked.Exchange(ref _isWatched, 0);

    internal bool TryRewatch() => Interlocked.Exchange(ref _isWatched, 1) == 0;

    void IThreadPoolWorkItem.Execute() => Work(_mailbox.TakeAll());

    /// <summary>On a thread of the pool, which has this activation for itself until nothing is left.</summary>
    internal void Work(Item? item)
    {
        // The pool starts every work item on the default context.
        s_clean ??= ExecutionContext.Capture();
        SetSynchronizationContext(this);
        var desk = Desk.Mine;
        desk.Rest = item;
        desk.HandedOver.TakeUp(item);
        _mailbox.TakeUp();
        var processed = 0;
        if (_phase == Phase.New)
            Process(new Order(static activation => activation.BeginActivating()));
        while (true)
        {
            while (item is not null)
            {
                var next = item.Next;
                desk.Rest = next;
                Process(item);
                item = next;
                processed++;
            }
            if (processed >= Fairness)
            {
                Count();
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                break;
            }
            item = _mailbox.TakeAll();
            desk.Rest = item;
            if (item is null)
            {
                Count();
                if (_mailbox.TryGoIdle())
                    break;
            }
        }
        SetSynchronizationContext(null);
    }

    /// <summary>Only while the activation is at work is its count its own.</summary>
    void Count()
    {
        if (_started > 0)
            Silo.Metrics.Served(_started);
        _started = 0;
    }

    void Process(Item item)
    {
        try
        {
            item.Process(this);
        }
        catch (Exception fault)
        {
            Silo.Logger.LogError(fault, "A continuation of {Grain} failed outside of any call.", GrainId);
        }
        Restore();
        StartWaiting();
        if (_phase == Phase.Ending && _runningCount == 0)
            BeginDeactivating();
        Restore();
    }

    /// <summary>What a turn left in the execution context must not reach the next one.</summary>
    static void Restore() => ExecutionContext.Restore(s_clean!);
}
