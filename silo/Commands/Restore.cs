using Watchfloor.Store;

namespace Watchfloor.Silo.Commands;

/// <summary>
/// Brings an installation back from a backup. Everything is checked before anything is replaced; a restore that is interrupted leaves a
/// mark, and no server starts until it was run again.
/// </summary>
public static class Restore
{
    /// <summary>Throws <see cref="StoreRefusedException"/> with a sentence where it cannot.</summary>
    public static async Task Bring(IDatabaseCopy database, string data, string file, bool force, CancellationToken cancellation)
    {
        if (!File.Exists(file))
            throw new StoreRefusedException($"There is no backup {file}.");
        using var claim = database.Claim();
        PrivateDirectory.Make(data);
        if (!force)
            MustBeEmpty(data);
        if (!force && await database.Found(cancellation) is { } what)
            throw new StoreRefusedException($"{what}; --force replaces it.");
        var work = Path.Combine(data, "restoring.part");
        if (Directory.Exists(work))
            Directory.Delete(work, recursive: true);
        try
        {
            PrivateDirectory.Make(work);
            var manifest = await Archive.Open(file, work, cancellation);
            if (manifest.Database != database.Kind)
                throw new StoreRefusedException($"{file} holds a database of {manifest.Database}, and this is {database.Kind}.");
            var copy = Path.Combine(work, Archive.Database);
            await database.Check(copy, cancellation);
            RestoreMark.Set(data);
            ReplaceKeys(work, data);
            await database.Load(copy, CancellationToken.None); // from here on it is all or nothing
            RestoreMark.Clear(data);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreRefusedException($"{file} could not be restored: {e.Message}", e);
        }
        finally
        {
            if (Directory.Exists(work))
                Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>Throws <see cref="StoreRefusedException"/> where a directory holds what a restore would replace.</summary>
    internal static void MustBeEmpty(string data)
    {
        if (Directory.EnumerateFileSystemEntries(data).FirstOrDefault(path => !RestoreMark.IsOnlyMachinery(path)) is { } found)
            throw new StoreRefusedException($"{data} is not empty (it holds {Path.GetFileName(found)}); --force replaces what lies there.");
    }

    static void ReplaceKeys(string work, string data)
    {
        foreach (var old in Archive.KeysIn(data).ToList())
            File.Delete(old);
        PrivateDirectory.Make(Path.Combine(data, Archive.Protection));
        foreach (var key in Archive.KeysIn(work).ToList())
            DurableFiles.Move(key, Path.Combine(data, Path.GetRelativePath(work, key)));
    }
}
