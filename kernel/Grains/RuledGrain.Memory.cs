namespace Watchfloor.Kernel;

public abstract partial class RuledGrain<TRules, TState, TCommand, TFact> : IIdles
{
    /// <summary>What it remembers, or the same packed. Turns replace it; beside them it is only ever packed, by an exchange that a turn wins.</summary>
    object? _memory;

    /// <summary>What was never told anything is as it began, and needs no packing; in a flood that is every other activation.</summary>
    static readonly byte[] Unborn = [];

    int _lastAsked;

    int IIdles.LastAsked => _dropped ? int.MinValue / 2 : _lastAsked;

    /// <summary>Its address.</summary>
    protected EntityId Self => Memory.Self;

    /// <summary>The state, pending facts included. <see cref="Settled"/> says when it is durable.</summary>
    protected TState State => Memory.State;

    /// <summary>How many facts made the state.</summary>
    protected long Version => Memory.Version;

    Remembered<TState> Memory
    {
        get
        {
            _lastAsked = context.Idle.Now;
            if (Volatile.Read(ref _memory) is Remembered<TState> awake)
                return awake;
            var packed = (byte[])_memory!;
            return Memory = packed.Length == 0 ? new(Address(), TRules.Initial, 0) : Remembered<TState>.Unpack(Address(), packed);
        }
        set
        {
            _lastAsked = context.Idle.Now;
            if (Interlocked.Exchange(ref _memory, value) is not Remembered<TState>)
                context.Idle.Add(this);
        }
    }

    EntityId Address() => EntityId.Of(this.GetGrainId().Type.ToString()!, this.GetPrimaryKeyString());

    bool IIdles.Rest()
    {
        if (_dropped || Volatile.Read(ref _memory) is not Remembered<TState> awake)
            return true;
        if (!awake.IsSettled)
            return false;
        var packed = awake.Version == 0 ? Unborn : awake.Pack();
        if (!ReferenceEquals(Interlocked.CompareExchange(ref _memory, packed, awake), awake))
            return false;
        // A repeat that comes now is found in the store, and a trace in the journal.
        _wishes = null;
        _armedBy = null;
        return true;
    }
}
