using Orleans.Runtime;

namespace Orleans.Transport;

/// <summary>The account of all calls of a process that wait before they are sent anywhere. A call is counted once, in however many places it waits.</summary>
sealed class WaitingRoom(int mostCalls = Bounds.WaitingCalls, long mostBytes = Bounds.WaitingBytes)
{
    int _calls;
    long _bytes;

    internal int Calls => Volatile.Read(ref _calls);

    internal long Bytes => Volatile.Read(ref _bytes);

    /// <summary>False when there is no room for it: it is to be refused.</summary>
    internal bool TryEnter(Request request)
    {
        if (Interlocked.Increment(ref request.Waits) > 1)
            return true;
        if (request.Size == 0)
            request.Size = SizeOf(request);
        var (calls, bytes) = (Interlocked.Increment(ref _calls), Interlocked.Add(ref _bytes, request.Size));
        if (calls <= mostCalls && bytes <= mostBytes)
            return true;
        Leave(request);
        return false;
    }

    internal void Leave(Request request)
    {
        if (Interlocked.Decrement(ref request.Waits) > 0)
            return;
        Interlocked.Decrement(ref _calls);
        Interlocked.Add(ref _bytes, -request.Size);
    }

    internal LimitExceededException Refusal(Request request) =>
        new($"{Calls} calls of {Bytes} bytes wait for other silos already. {request.Describe()} of {request.TargetId} did not run.");

    /// <summary>As it would be sent. One that cannot be written says so when it is sent.</summary>
    static int SizeOf(Request request)
    {
        var writer = Scratch.Writer();
        try
        {
            CallFrame.Write(writer, request, 0);
            return Bounds.BytesPerCall + writer.Written.Length;
        }
        catch (Exception)
        {
            return Bounds.BytesPerCall;
        }
    }
}
