using System.Security.Cryptography;
using Watchfloor.Store;

namespace Watchfloor.Silo;

/// <summary>
/// Keys that the installation makes for itself, each alone in a file that only its owner can read. Whoever lost one deletes
/// the file and starts again: a new one is made, and the old one ends with it.
/// </summary>
static class KeyFiles
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static async Task Ensure(IKeys keys, string path, KeyHolder holder, CancellationToken cancellation)
    {
        if (!File.Exists(path))
            await Write(path, "wf_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), cancellation);
        var key = (await File.ReadAllTextAsync(path, cancellation)).Trim();
        if (await keys.Holder(key, cancellation) is null)
            await keys.Admit(holder, key, cancellation);
    }

    /// <summary>The whole key or no file: it is renamed into place.</summary>
    static async Task Write(string path, string key, CancellationToken cancellation)
    {
        var temporary = path + ".new";
        File.Delete(temporary);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        await using (var file = new FileStream(temporary, options))
        {
            await file.WriteAsync(System.Text.Encoding.ASCII.GetBytes(key), cancellation);
            file.Flush(flushToDisk: true);
        }
        File.Move(temporary, path);
    }
}
