using Watchfloor.Store;

namespace Watchfloor.Silo.Commands;

/// <summary>
/// A restore into the private PostgreSQL of a cluster: it runs for as long as that takes, and is made where there is none yet. No cluster
/// may run in the directory.
/// </summary>
static class PrivateRestore
{
    /// <summary>Whether that is what a backup is for, where nobody names a database.</summary>
    public static async Task<bool> IsFor(string data, string file, CancellationToken cancellation) =>
        PrivateDatabase.IsIn(data) || (File.Exists(file) && await Archive.KindOf(file, cancellation) == PostgresCopy.Name);

    /// <summary>Throws <see cref="StoreRefusedException"/> with a sentence where it cannot.</summary>
    public static async Task Bring(string data, string file, bool force, CancellationToken cancellation)
    {
        PrivateDirectory.Make(data);
        if (!force)
            Restore.MustBeEmpty(data);
        await using var claim = ClusterUp.Claim(data);
        using var launcher = new Launcher();
        await using var own = new PrivateDatabase(data, launcher, new Voice(LogFormat.Text).Say);
        await own.Start(cancellation);
        // What lies in the directory now is its own, or may be replaced.
        await Restore.Bring(new PostgresCopy(own.Connection), data, file, force: true, cancellation);
    }
}
