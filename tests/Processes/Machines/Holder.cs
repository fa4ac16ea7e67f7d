using System.Diagnostics;

namespace Watchfloor.Tests.Processes;

/// <summary>A process that does nothing but keep a namespace, until nobody holds its input any more: it never outlives who started it.</summary>
sealed class Holder : IAsyncDisposable
{
    readonly Process _process;

    Holder(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>Null where the system does not let it be; then it has said why.</summary>
    public static async Task<(Holder? Holder, string Said)> Start(params string[] words)
    {
        var start = new ProcessStartInfo(words[0], [.. words[1..], "cat"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var holder = new Holder(Process.Start(start) ?? throw new InvalidOperationException($"{words[0]} does not start"));
        try
        {
            await holder._process.StandardInput.WriteLineAsync("there");
            if (await holder._process.StandardOutput.ReadLineAsync() == "there")
                return (holder, "");
        }
        catch (IOException)
        {
            // It has ended before it could be asked.
        }
        var said = await holder._process.StandardError.ReadToEndAsync();
        await holder.DisposeAsync();
        return (null, said);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
