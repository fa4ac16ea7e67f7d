using System.Reflection;
using Watchfloor.Store;

namespace Watchfloor.Silo.Commands;

/// <summary>Makes one file from which the installation can be brought back, while the server runs or not.</summary>
public static class Backup
{
    /// <summary>The whole file or none. Throws <see cref="StoreRefusedException"/> with a sentence where it cannot.</summary>
    public static async Task Make(IDatabaseCopy database, string data, string file, TimeProvider clock, CancellationToken cancellation)
    {
        if (Path.Exists(file))
            throw new StoreRefusedException($"{file} is there already; a backup never overwrites anything. Give another name.");
        if (!Directory.Exists(Path.GetDirectoryName(file)))
            throw new StoreRefusedException($"The directory of {file} does not exist; make it first.");
        var work = file + ".part";
        if (Directory.Exists(work))
            Directory.Delete(work, recursive: true); // of one that was interrupted
        try
        {
            PrivateDirectory.Make(work);
            var (copy, archive) = (Path.Combine(work, Archive.Database), Path.Combine(work, "archive"));
            await database.Save(copy, cancellation);
            // The keys come after the database: what it holds was sealed with keys that were there before.
            var manifest = new Manifest(Manifest.Known, database.Kind, Version, clock.GetUtcNow());
            await Archive.Write(archive, manifest, copy, data, cancellation);
            DurableFiles.Move(archive, file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreRefusedException($"The backup {file} could not be written: {e.Message}", e);
        }
        finally
        {
            if (Directory.Exists(work))
                Directory.Delete(work, recursive: true);
        }
    }

    static string Version =>
        typeof(Backup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "?";
}
