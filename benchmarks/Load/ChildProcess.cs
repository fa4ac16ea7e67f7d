using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Watchfloor.Benchmarks;

/// <summary>A process that serves HTTP for one measurement, and is killed with it. Its last lines are kept for the case that it fails.</summary>
sealed class ChildProcess : IAsyncDisposable
{
    const int Sigterm = 15;
    const int Sigcont = 18;
    const int Sigstop = 19;
    readonly Process _process;
    readonly Queue<string> _said = new();

    ChildProcess(string file, IEnumerable<string> arguments, Uri address)
    {
        Address = address;
        var start = new ProcessStartInfo(file, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
    }

    public Uri Address { get; }

    /// <summary>From the start of the process until it said to be ready.</summary>
    public TimeSpan UntilReady { get; private set; }

    /// <summary>What it took of the processors so far; others who are busy do not count.</summary>
    public TimeSpan Worked
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts the file on a free port and waits until the path answers 200; without a path, until somebody listens there.</summary>
    public static async Task<ChildProcess> Start(
        string file,
        Func<Uri, IEnumerable<string>> arguments,
        string? ready,
        CancellationToken cancellation
    )
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var child = new ChildProcess(file, arguments(address), address);
        var began = Stopwatch.GetTimestamp();
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        await child.Await(ready, cancellation);
        child.UntilReady = Stopwatch.GetElapsedTime(began);
        return child;
    }

    /// <summary>How a process ends when the power fails: at once, without a word. Does not wait until it has.</summary>
    public void Kill() => _process.Kill();

    /// <summary>It stands still, as a machine that swaps; its sockets stay open.</summary>
    public void Freeze() => Signal(Sigstop);

    /// <summary>It goes on with what it was doing, as if no time had passed.</summary>
    public void Thaw() => Signal(Sigcont);

    /// <summary>How an operating system asks a process to end.</summary>
    public void Terminate() => Signal(Sigterm);

    /// <summary>Waits for its end and returns the exit code.</summary>
    public async Task<int> Ended(CancellationToken cancellation)
    {
        await _process.WaitForExitAsync(cancellation);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    async Task Await(string? ready, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"{_process.StartInfo.FileName} ended before it was ready:\n{LastWords()}");
            try
            {
                if (ready is null ? await Listens(deadline.Token) : await Answers(http, ready, deadline.Token))
                    return;
            }
            catch (Exception fault) when (fault is HttpRequestException or SocketException)
            {
                // nobody listens yet
            }
            await Task.Delay(TimeSpan.FromMilliseconds(5), deadline.Token);
        }
    }

    static async Task<bool> Answers(HttpClient http, string path, CancellationToken cancellation)
    {
        using var answer = await http.GetAsync(path, cancellation);
        return answer.IsSuccessStatusCode;
    }

    async Task<bool> Listens(CancellationToken cancellation)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, Address.Port, cancellation);
        return true;
    }

    void Signal(int signal)
    {
        if (SendSignal(_process.Id, signal) != 0)
            throw new InvalidOperationException($"process {_process.Id} takes no signal {signal}:\n{LastWords()}");
    }

    void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_said)
        {
            _said.Enqueue(line.Data ?? "");
            if (_said.Count > 40)
                _said.Dequeue();
        }
    }

    /// <summary>The end of what it said.</summary>
    public string LastWords()
    {
        lock (_said)
            return string.Join('\n', _said);
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int SendSignal(int pid, int signal);

    /// <summary>A port of this machine on which nobody listens at the moment.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
