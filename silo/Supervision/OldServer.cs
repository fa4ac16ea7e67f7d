using System.Globalization;
using Watchfloor.Store;

namespace Watchfloor.Silo;

/// <summary>A PostgreSQL that an earlier start left behind: one that still runs is ended in order, and a note of one that is gone is cleared.</summary>
static class OldServer
{
    static readonly TimeSpan Again = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task End(string cluster, CancellationToken cancellation)
    {
        var note = Path.Combine(cluster, "postmaster.pid");
        if (!File.Exists(note))
            return;
        var line = (await File.ReadAllLinesAsync(note, cancellation)).FirstOrDefault();
        if (!int.TryParse(line, CultureInfo.InvariantCulture, out var process) || !Signals.Lives(process))
            return; // PostgreSQL sees that itself
        if (!Serves(process, note))
        {
            File.Delete(note); // somebody else has its number by now
            return;
        }
        Signals.Send(process, Signals.Interrupt);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            while (Signals.Lives(process))
                await Task.Delay(Again, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new StoreRefusedException($"An earlier PostgreSQL (process {process}) still serves {cluster} and does not end; end it.");
        }
    }

    /// <summary>A server stands in its directory, where the same note lies. Where the system does not tell, it is taken for one.</summary>
    static bool Serves(int process, string note)
    {
        if (!OperatingSystem.IsLinux())
            return true;
        try
        {
            var its = $"/proc/{process}/cwd/{Path.GetFileName(note)}";
            return File.Exists(its) && File.ReadAllText(its) == File.ReadAllText(note);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // another user's: it cannot be ours
        }
    }
}
