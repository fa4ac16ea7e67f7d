using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Watchfloor.Kernel;

/// <summary>Somebody whose memory may be made small while nobody asks him.</summary>
interface IIdles
{
    /// <summary>In which round he was last asked.</summary>
    int LastAsked { get; }

    /// <summary>Makes his memory small, if that can be done now. Called beside his turns. False: later.</summary>
    bool Rest();
}

/// <summary>
/// Lets the states of activations that nobody asked for a while rest packed. Most open events wait for somebody for minutes or hours; they
/// stay awake, with their deadline, in a fraction of the room. A packed state is unpacked by the next call.
/// </summary>
public sealed class IdleStates : IDisposable
{
    static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    /// <summary>Nobody asked for so many rounds: idle.</summary>
    const int Idle = 10;

    /// <summary>So many are packed per round, so that it disturbs nobody.</summary>
    const int PerRound = 2000;

    readonly ConcurrentQueue<IIdles> _awake = new();
    readonly ILogger<IdleStates> _log;
    readonly ITimer _timer;
    int _round;
    int _turning;

    /// <summary>Rounds follow the machine's time: what rests is nobody's business but the memory's.</summary>
    public IdleStates([FromKeyedServices(InfrastructureTime.Key)] TimeProvider machine, ILogger<IdleStates> log)
    {
        _log = log;
        _timer = machine.CreateTimer(static self => ((IdleStates)self!).Turn(), this, Round, Round);
    }

    internal int Now => Volatile.Read(ref _round);

    internal void Add(IIdles awake) => _awake.Enqueue(awake);

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    void Turn()
    {
        if (Interlocked.Exchange(ref _turning, 1) != 0)
            return;
        var now = Interlocked.Increment(ref _round);
        var packed = 0;
        for (var left = _awake.Count; left > 0 && packed < PerRound && _awake.TryDequeue(out var awake); left--)
            if (now - awake.LastAsked < Idle || !Rests(awake))
                _awake.Enqueue(awake);
            else
                packed++;
        Volatile.Write(ref _turning, 0);
    }

    bool Rests(IIdles awake)
    {
        try
        {
            return awake.Rest();
        }
        catch (Exception e)
        {
            _log.LogError(e, "A state could not be packed; it stays as it is");
            return true;
        }
    }
}
