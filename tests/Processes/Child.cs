using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Watchfloor.Tests.Processes;

/// <summary>A process that a test started: what it says is kept, and it never outlives the test.</summary>
sealed class Child : IAsyncDisposable
{
    const int Sigint = 2;
    const int Sigterm = 15;
    const int Sigcont = 18;
    const int Sigstop = 19;
    static readonly ConcurrentDictionary<int, Process> Running = [];
    readonly Process _process;
    readonly ConcurrentQueue<string> _lines = [];
    readonly ConcurrentQueue<string> _printed = [];

    static Child() =>
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            foreach (var process in Running.Values)
                process.Kill(entireProcessTree: true);
        };

    Child(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, said) =>
        {
            if (said.Data is { } line)
                _printed.Enqueue(line);
            Keep(said.Data);
        };
        process.ErrorDataReceived += (_, said) => Keep(said.Data);
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Everything it has said so far, on both streams.</summary>
    public string Output => string.Join('\n', _lines);

    /// <summary>Every line of standard output alone.</summary>
    public IReadOnlyList<string> Printed => [.. _printed];

    public static Child Start(
        string program,
        IEnumerable<string> arguments,
        string? directory = null,
        params (string Name, string Value)[] environment
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = directory ?? Path.GetTempPath(),
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var child = new Child(new Process { StartInfo = start });
        child._process.Start();
        child._process.StandardInput.Close();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        Running[child.Id] = child._process;
        return child;
    }

    /// <summary>Waits until it says a line that begins with these words; returns the rest of it.</summary>
    public async Task<string> Says(string beginning, TimeSpan? within = null)
    {
        var line = await Eventually.Sees(
            $"a line beginning with '{beginning}'",
            () => _lines.LastOrDefault(line => line.StartsWith(beginning, StringComparison.Ordinal)) ?? (HasExited ? throw Ended() : null),
            line => line is not null,
            within
        );
        return line![beginning.Length..].Trim();
    }

    /// <summary>How a process ends when the power fails: at once, without a word.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await Exit();
    }

    /// <summary>How an operating system asks a process to end.</summary>
    public Task<int> Terminate(TimeSpan? within = null) => Signal(Id, Sigterm, within);

    /// <summary>It stands still, as a machine that swaps; its sockets stay open.</summary>
    public void Freeze() => Assert.Equal(0, SendSignal(Id, Sigstop));

    /// <summary>It goes on with what it was doing, as if no time had passed.</summary>
    public void Thaw() => Assert.Equal(0, SendSignal(Id, Sigcont));

    /// <summary>Ctrl-C in the terminal of its process group.</summary>
    public Task<int> Interrupt(TimeSpan? within = null) => Signal(-Id, Sigint, within);

    /// <summary>Waits for its end and returns the exit code.</summary>
    public async Task<int> Exit(TimeSpan? within = null)
    {
        using var deadline = new CancellationTokenSource(within ?? Eventually.Patience);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"Process {Id} did not end. It said:\n{Output}", e);
        }
        return _process.ExitCode;
    }

    public InvalidOperationException Ended() => new($"The process ended with code {_process.ExitCode}. It said:\n{Output}");

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        Running.TryRemove(_process.Id, out _);
        _process.Dispose();
    }

    async Task<int> Signal(int target, int signal, TimeSpan? within)
    {
        Assert.Equal(0, SendSignal(target, signal));
        return await Exit(within);
    }

    void Keep(string? line)
    {
        if (line is not null)
            _lines.Enqueue(line);
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int SendSignal(int pid, int signal);
}
