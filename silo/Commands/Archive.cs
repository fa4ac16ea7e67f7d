using System.Formats.Tar;
using System.Text.Json;
using Watchfloor.Store;

namespace Watchfloor.Silo.Commands;

/// <summary>What a backup says of itself.</summary>
sealed record Manifest(int Format, string Database, string Version, DateTimeOffset At)
{
    public const int Known = 1;
}

/// <summary>
/// A backup: a tar file with a manifest, the copy of the database, and the keys without which it cannot be used (data protection, API keys
/// of the installation). It holds secrets in the clear; only its owner can read it.
/// </summary>
static class Archive
{
    public const string Database = "database";
    public const string Protection = "protection-keys";
    const string ManifestName = "manifest.json";

    /// <summary>Writes it and waits for the disk.</summary>
    public static async Task Write(string file, Manifest manifest, string database, string data, CancellationToken cancellation)
    {
        await using var stream = DurableFiles.Create(file);
        await using (var tar = new TarWriter(stream, leaveOpen: true))
        {
            var entry = new PaxTarEntry(TarEntryType.RegularFile, ManifestName)
            {
                Mode = DurableFiles.OwnerOnly,
                DataStream = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest)),
            };
            await tar.WriteEntryAsync(entry, cancellation);
            await tar.WriteEntryAsync(database, Database, cancellation);
            foreach (var key in KeysIn(data))
                await tar.WriteEntryAsync(key, Path.GetRelativePath(data, key), cancellation);
        }
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Takes it apart into a directory, and reads its manifest. Throws <see cref="StoreRefusedException"/> for anything else.</summary>
    public static async Task<Manifest> Open(string file, string directory, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(Path.Combine(directory, Protection));
            await using var stream = File.OpenRead(file);
            await using var tar = new TarReader(stream);
            while (await tar.GetNextEntryAsync(copyData: false, cancellation) is { } entry)
                await Extract(entry, directory, cancellation);
            var manifest = JsonSerializer.Deserialize<Manifest>(
                await File.ReadAllBytesAsync(Path.Combine(directory, ManifestName), cancellation)
            );
            return manifest is { Format: Manifest.Known } && File.Exists(Path.Combine(directory, Database))
                ? manifest
                : throw new StoreRefusedException($"{file} is a backup of another form; restore it with the version that made it.");
        }
        catch (Exception e)
            when (e is InvalidDataException or EndOfStreamException or FormatException or JsonException or FileNotFoundException)
        {
            throw new StoreRefusedException($"{file} is no backup of Watchfloor, or it is cut off: {e.Message}", e);
        }
    }

    /// <summary>The kind of database that it holds; null where it is no backup.</summary>
    public static async Task<string?> KindOf(string file, CancellationToken cancellation)
    {
        try
        {
            await using var stream = File.OpenRead(file);
            await using var tar = new TarReader(stream);
            return await tar.GetNextEntryAsync(copyData: true, cancellation) is { Name: ManifestName, DataStream: { } data }
                ? (await JsonSerializer.DeserializeAsync<Manifest>(data, cancellationToken: cancellation))?.Database
                : null;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException or JsonException or IOException)
        {
            return null; // whoever opens it says why
        }
    }

    /// <summary>Files of a data directory that open what the database holds.</summary>
    public static IEnumerable<string> KeysIn(string data)
    {
        var protection = Path.Combine(data, Protection);
        var sealing = Directory.Exists(protection) ? Directory.EnumerateFiles(protection, "*.xml") : [];
        return Directory.EnumerateFiles(data, "*.key").Concat(sealing).Order(StringComparer.Ordinal);
    }

    static async Task Extract(TarEntry entry, string directory, CancellationToken cancellation)
    {
        if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || !IsExpected(entry.Name))
            throw new InvalidDataException($"'{entry.Name}' does not belong into a backup");
        var path = Path.Combine(directory, entry.Name);
        await using (var file = DurableFiles.Create(path))
        {
            if (entry.DataStream is { } data)
                await data.CopyToAsync(file, cancellation);
            file.Flush(flushToDisk: true);
        }
    }

    /// <summary>A name that leads nowhere else.</summary>
    static bool IsExpected(string name) =>
        name is ManifestName or Database
        || (Path.GetFileName(name) == name && name.EndsWith(".key", StringComparison.Ordinal))
        || (name == $"{Protection}/{Path.GetFileName(name)}" && name.EndsWith(".xml", StringComparison.Ordinal));
}
