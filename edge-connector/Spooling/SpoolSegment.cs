using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Watchfloor.EdgeConnector;

/// <summary>One append-only file of frames, named by the first seq it may hold. What was appended survives the end of the process, what was synced that of the machine.</summary>
public sealed class SpoolSegment : IDisposable
{
    const string Suffix = ".spool";
    readonly string path;
    readonly SafeFileHandle file;

    SpoolSegment(string path, long firstSeq)
    {
        (this.path, FirstSeq) = (path, firstSeq);
        file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        Length = RandomAccess.GetLength(file);
    }

    public long FirstSeq { get; }

    public long Length { get; private set; }

    public static SpoolSegment Create(string directory, long firstSeq) =>
        new(Path.Combine(directory, firstSeq.ToString("D20", CultureInfo.InvariantCulture) + Suffix), firstSeq);

    /// <summary>Those of a directory, oldest first.</summary>
    public static IEnumerable<SpoolSegment> OpenAll(string directory) =>
        Directory
            .EnumerateFiles(directory, "*" + Suffix)
            .Select(path =>
                (path, name: long.TryParse(Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture, out var seq) ? seq : -1)
            )
            .Where(found => found.name >= 0)
            .OrderBy(found => found.name)
            .Select(found => new SpoolSegment(found.path, found.name));

    public void Append(byte[] frame)
    {
        RandomAccess.Write(file, frame, Length);
        Length += frame.Length;
    }

    public void Sync() => RandomAccess.FlushToDisk(file);

    /// <summary>The frame at an offset and the offset after it; null at the end and where no whole, sound frame lies.</summary>
    public (SpooledBatch Batch, long Next)? Read(long offset)
    {
        Span<byte> header = stackalloc byte[SpoolFrame.HeaderBytes];
        var length = SpoolFrame.LengthOf(header[..RandomAccess.Read(file, header, offset)]);
        if (length == 0 || offset + length > Length)
            return null;
        var frame = new byte[length];
        RandomAccess.Read(file, frame, offset);
        return SpoolFrame.Decode(frame) is { } batch ? (batch, offset + length) : null;
    }

    public IEnumerable<(SpooledBatch Batch, long Next)> ReadFrom(long offset)
    {
        while (Read(offset) is { } found)
        {
            yield return found;
            offset = found.Next;
        }
    }

    /// <summary>Cuts off what follows the last sound frame. Returns the last seq, if any, and the bytes cut.</summary>
    public (long? LastSeq, long Cut) Mend()
    {
        var last = ReadFrom(0).Select(found => ((long?)found.Batch.Seq, found.Next)).LastOrDefault();
        var cut = Length - last.Next;
        if (cut > 0)
        {
            RandomAccess.SetLength(file, last.Next);
            Length = last.Next;
        }
        return (last.Item1, cut);
    }

    public void Delete()
    {
        Dispose();
        File.Delete(path);
    }

    public void Dispose() => file.Dispose();
}
