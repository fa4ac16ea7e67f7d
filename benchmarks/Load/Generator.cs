using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Watchfloor.Benchmarks;

/// <summary>What every answer must be: its status, and a word that it holds once per item.</summary>
/// <param name="Later">This status is no answer yet: the request is sent again a little later.</param>
sealed record Wanted(int Status, string? PerItem = null, int? Later = null)
{
    readonly byte[] _word = Encoding.UTF8.GetBytes(PerItem ?? "");

    public void Check(int status, ReadOnlySpan<byte> body, int items)
    {
        if (status != Status || (_word.Length > 0 && body.Count(_word) != items))
            throw new InvalidOperationException(
                $"wanted {Status} and {items} times '{PerItem}', but was answered {status}: {Encoding.UTF8.GetString(body[..Math.Min(body.Length, 500)])}"
            );
    }
}

/// <summary>What came of a load.</summary>
/// <param name="Answered">The numbers of the requests that were answered as wanted.</param>
/// <param name="Took">From the first request to the last answer.</param>
/// <param name="Milliseconds">How long each took, in order; in an open load from its planned instant.</param>
/// <param name="Worked">What the generator took of the processors.</param>
/// <param name="Deferred">How often it was asked to send one again later.</param>
sealed record Volley(List<long> Answered, TimeSpan Took, List<double> Milliseconds, TimeSpan Worked, int Deferred)
{
    public double PerSecond => Answered.Count / Took.TotalSeconds;
}

/// <summary>
/// Sends one kind of request over a number of connections, each with a thread that blocks, which on few cores costs the server less of
/// them than callbacks do. Numbers go on from one load to the next, so that every item is another one.
/// </summary>
sealed class Generator(Func<ILine> open, RequestForm form, Wanted wanted)
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    long _next;

    public Generator(Uri address, RequestForm form, Wanted wanted)
        : this(() => new Line(address), form, wanted) { }

    /// <summary>
    /// Closed: each connection sends its next request when the last was answered, for a time. For throughput only; it hides latency.
    /// Where the server may be killed meanwhile, a connection that breaks ends its part.
    /// </summary>
    public Task<Volley> Closed(int connections, TimeSpan length, bool mayBreak = false) =>
        Send(connections, mayBreak, (_, elapsed) => elapsed < length ? elapsed : null);

    /// <summary>So many requests, as fast as they are answered.</summary>
    public Task<Volley> Exactly(int connections, int requests)
    {
        var first = _next;
        return Send(connections, mayBreak: false, (number, elapsed) => number - first < requests ? elapsed : null);
    }

    /// <summary>
    /// Open: each request has its planned instant, and the next connection that is free sends it then or, when all wait for answers,
    /// as soon as one is; the time that it took counts from its planned instant either way.
    /// </summary>
    public Task<Volley> Open(int connections, Pace pace, TimeSpan length)
    {
        var first = _next;
        return Send(
            connections,
            mayBreak: false,
            (number, _) => number - first < pace.Within(length) ? pace.Planned(number - first) : null
        );
    }

    async Task<Volley> Send(int connections, bool mayBreak, Func<long, TimeSpan, TimeSpan?> planned)
    {
        var parts = Enumerable.Range(0, connections).Select(_ => new Part(open(), form.Copy())).ToList();
        var (worked, began) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        await Task.WhenAll(
            parts.Select(part => Task.Factory.StartNew(() => Work(part, began, mayBreak, planned), TaskCreationOptions.LongRunning))
        );
        var took = Stopwatch.GetElapsedTime(began);
        worked = Environment.CpuUsage.TotalTime - worked;
        return new(
            [.. parts.SelectMany(part => part.Answered)],
            took,
            [.. parts.SelectMany(part => part.Milliseconds).Order()],
            worked,
            parts.Sum(part => part.Deferred)
        );
    }

    void Work(Part part, long began, bool mayBreak, Func<long, TimeSpan, TimeSpan?> planned)
    {
        using var line = part.Line;
        try
        {
            while (true)
            {
                var number = Interlocked.Increment(ref _next) - 1;
                if (planned(number, Stopwatch.GetElapsedTime(began)) is not { } instant)
                    return;
                form.Fill(part.Request, number);
                Rest(instant - Stopwatch.GetElapsedTime(began));
                int status;
                while ((status = line.Exchange(part.Request)) == wanted.Later)
                {
                    part.Deferred++;
                    Rest(Pause);
                }
                var answered = Stopwatch.GetElapsedTime(began);
                wanted.Check(status, line.Body, form.Items);
                part.Answered.Add(number);
                part.Milliseconds.Add((answered - instant).TotalMilliseconds);
            }
        }
        catch (SocketException) when (mayBreak)
        {
            // what it did not answer for may be there or not
        }
    }

    static void Rest(TimeSpan time)
    {
        if (time <= TimeSpan.Zero)
            return;
        var wanted = new Timespec(time.Ticks / TimeSpan.TicksPerSecond, time.Ticks % TimeSpan.TicksPerSecond * 100);
        _ = Nanosleep(in wanted, nint.Zero); // where a signal cuts it short, the request leaves a little early, and its time still counts from the plan
    }

    [DllImport("libc", EntryPoint = "nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Nanosleep(in Timespec wanted, nint rest);

    [StructLayout(LayoutKind.Sequential)]
    readonly record struct Timespec(long Seconds, long Nanoseconds);

    sealed record Part(ILine Line, byte[] Request)
    {
        public int Deferred { get; set; }

        public List<long> Answered { get; } = [];

        public List<double> Milliseconds { get; } = [];
    }
}
