namespace Orleans.Runtime;

/// <summary>
/// What an activation works on. An item links itself into one mailbox at a time, so queues allocate nothing; one that finds its activation
/// idle is the work of the pool itself.
/// </summary>
abstract class Item : IThreadPoolWorkItem
{
    internal Item? Next;

    /// <summary>Whom it was pushed to.</summary>
    internal Activation? Target;

    /// <summary>How many items were in the stack below this one when it was pushed.</summary>
    internal int Depth;

    internal abstract void Process(Activation activation);

    void IThreadPoolWorkItem.Execute() => Target!.Work(this);
}

/// <summary>A continuation of a turn; it runs as soon as the activation is free, ahead of waiting calls.</summary>
sealed class Continuation(SendOrPostCallback callback, object? state) : Item
{
    internal override void Process(Activation activation) => callback(state);
}

/// <summary>An order to the activation itself.</summary>
sealed class Order(Action<Activation> action) : Item
{
    internal override void Process(Activation activation) => action(activation);
}

/// <summary>Something that needs the activation for itself: a call or the tick of a timer.</summary>
abstract class Turn : Item
{
    internal virtual bool Interleaves => false;

    internal virtual bool ReadOnly => false;

    internal override void Process(Activation activation) => activation.Admit(this);

    /// <summary>Starts the turn; it ends by a call of <see cref="Activation.TurnEnded"/>, possibly later.</summary>
    internal abstract void Begin(Activation activation);

    /// <summary>The activation is gone: the turn goes elsewhere or ends.</summary>
    internal abstract void Reroute(Activation from);
}
