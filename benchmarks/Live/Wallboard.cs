using System.Buffers.Text;
using System.Text;

namespace Watchfloor.Benchmarks;

/// <summary>
/// One of many screens: it looks for new events in what the hub sends and reads nothing else, so that two hundred of them leave the machine to the
/// server. Where it is sent away because it fell behind, it comes back with its last cursor, as a screen does.
/// </summary>
sealed class Wallboard(Server server, Crossings crossings)
{
    static readonly byte[] Status = Encoding.UTF8.GetBytes("\",\"status\":\""); // stands behind the id of each event
    static readonly byte[] Category = Encoding.UTF8.GetBytes($"\"category\":\"{Crossings.Category}");
    static readonly byte[] Cursor = Encoding.UTF8.GetBytes("\"cursor\":\"");
    static readonly byte[] Failure = Encoding.UTF8.GetBytes("\"error\":\"");

    readonly int[] _seen = new int[crossings.Devices];
    readonly byte[][] _last = [.. Enumerable.Repeat(Array.Empty<byte>(), crossings.Devices)]; // ids
    readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    string? _cursor;
    long _all;

    /// <summary>Events that it saw.</summary>
    public long Seen => Volatile.Read(ref _all);

    /// <summary>How often it fell behind.</summary>
    public int Comebacks { get; private set; }

    /// <summary>From the planned instant of the reading that crossed, of those that count.</summary>
    public List<double> Milliseconds { get; } = [];

    /// <summary>Returns when the first frame is there; the task watches until cancelled.</summary>
    public async Task<Task> Open(CancellationToken cancellation)
    {
        var watching = Task.Run(() => Watch(cancellation), CancellationToken.None);
        await await Task.WhenAny(_opened.Task, watching);
        return watching;
    }

    async Task Watch(CancellationToken cancellation)
    {
        try
        {
            for (; ; Comebacks++)
            {
                using var stream = await HubStream.Open(server, _cursor, cancellation);
                await stream.Follow(message => Look(message.Span), cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // the measurement is over
        }
    }

    bool Look(ReadOnlySpan<byte> message)
    {
        if (message.IndexOf(Failure) >= 0)
            return false;
        var at = message.IndexOf(Cursor);
        if (at < 0)
            return true; // the hub says hello, or is alive
        _cursor = Text(message[(at + Cursor.Length)..]);
        var now = DateTimeOffset.UtcNow;
        for (int next; (next = message.IndexOf(Status)) >= 0; )
        {
            var id = message[(message[..next].LastIndexOf((byte)'"') + 1)..next];
            message = message[(next + Status.Length)..];
            var category = message.IndexOf(Category);
            if (category < 0)
                break;
            if (Utf8Parser.TryParse(message[(category + Category.Length)..], out int device, out _))
                See(device, id, now);
        }
        _opened.TrySetResult();
        return true;
    }

    /// <summary>
    /// The n-th event of a device is that of its n-th crossing. Ids sort by time, and where somebody falls behind, an event may be over when it is
    /// first seen.
    /// </summary>
    void See(int device, ReadOnlySpan<byte> id, DateTimeOffset now)
    {
        if (id.SequenceCompareTo(_last[device]) <= 0)
            return; // it changed
        _last[device] = id.ToArray();
        if (crossings.Planned(device, _seen[device]++) is { } planned)
            Milliseconds.Add((now - planned).TotalMilliseconds);
        Interlocked.Increment(ref _all);
    }

    static string Text(ReadOnlySpan<byte> rest) => Encoding.ASCII.GetString(rest[..rest.IndexOf((byte)'"')]);
}
