using Microsoft.AspNetCore.Http;
using Watchfloor.Security;

namespace Watchfloor.Live;

/// <summary>How many live streams may be open at once in this process.</summary>
/// <param name="OfSession">By one session: the tabs of one browser.</param>
/// <param name="OfCaller">By one key or user: all of its screens.</param>
public sealed record LiveLimits(int OfSession = 16, int OfCaller = 256);

/// <summary>Counts the live streams of each session and each caller, over hub and server-sent events alike.</summary>
sealed class LiveSeats(LiveLimits limits)
{
    readonly Lock _gate = new();
    readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);

    /// <summary>What a caller is told who has as many as it may.</summary>
    public string Refusal =>
        $"There are as many live streams as there may be: {limits.OfSession} of one session, {limits.OfCaller} of one key or user. Close one.";

    /// <summary>A seat for one more stream, left by disposing it; null where there is none.</summary>
    public IDisposable? Take(HttpContext context)
    {
        var caller = Caller.Of(context.User);
        var ofCaller = $"{caller.Tenant}/{caller.Id}";
        var ofSession = Shown.By(context.Request) is { Cookie: not null, Name: { } name } ? name : null;
        lock (_gate)
        {
            if (Count(ofCaller) >= limits.OfCaller || ofSession is not null && Count(ofSession) >= limits.OfSession)
                return null;
            Add(ofCaller, 1);
            Add(ofSession, 1);
        }
        return new Seat(this, ofCaller, ofSession);
    }

    int Count(string name) => _taken.GetValueOrDefault(name);

    void Add(string? name, int more)
    {
        if (name is null)
            return;
        if (Count(name) + more is > 0 and var count)
            _taken[name] = count;
        else
            _taken.Remove(name);
    }

    void Leave(string ofCaller, string? ofSession)
    {
        lock (_gate)
        {
            Add(ofCaller, -1);
            Add(ofSession, -1);
        }
    }

    sealed class Seat(LiveSeats seats, string ofCaller, string? ofSession) : IDisposable
    {
        bool _isLeft;

        public void Dispose()
        {
            if (!Interlocked.Exchange(ref _isLeft, true))
                seats.Leave(ofCaller, ofSession);
        }
    }
}
