using System.Collections.Concurrent;
using System.Diagnostics;

namespace Watchfloor.Silo;

/// <summary>
/// Starts processes that end with this one, however it ends. The system sends them their signal when the thread is gone that started them: so
/// it is one thread that stays.
/// </summary>
sealed class Launcher : IDisposable
{
    static readonly string? SetPriv = Programs.Find("setpriv");

    readonly BlockingCollection<(ProcessStartInfo Start, TaskCompletionSource<Process> Started)> _waiting = [];
    readonly Thread _thread;

    public Launcher()
    {
        _thread = new(Work) { IsBackground = true, Name = "launcher" };
        _thread.Start();
    }

    /// <summary>How a program is started so that it gets a signal when its parent is gone; as it is where the system cannot.</summary>
    public static string[] Bound(string signal, string[] words) =>
        SetPriv is null ? words : [SetPriv, "--pdeathsig", signal, "--", .. words];

    /// <summary>The same for a process that does not heed Ctrl-C: whoever keeps it ends it when its turn has come.</summary>
    public static string[] Kept(string[] words) => ["/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh", .. Bound("TERM", words)];

    /// <summary>Starts one, its input closed and its two streams of output with who hears them, line by line.</summary>
    public async Task<Process> Start(
        string[] words,
        Action<string> hears,
        Action<string> hearsErrors,
        params IEnumerable<(string Name, string Value)> environment
    )
    {
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add((start, started));
        var process = await started.Task;
        process.StandardInput.Close();
        process.OutputDataReceived += (_, said) => Hear(said.Data, hears);
        process.ErrorDataReceived += (_, said) => Hear(said.Data, hearsErrors);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;

        static void Hear(string? line, Action<string> hears)
        {
            if (line is not null)
                hears(line);
        }
    }

    public void Dispose()
    {
        _waiting.CompleteAdding();
        _thread.Join();
        _waiting.Dispose();
    }

    void Work()
    {
        foreach (var (start, started) in _waiting.GetConsumingEnumerable())
        {
            try
            {
                started.SetResult(Process.Start(start)!);
            }
            catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
            {
                started.SetException(e);
            }
        }
    }
}
