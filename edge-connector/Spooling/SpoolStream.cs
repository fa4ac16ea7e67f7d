using System.Security.Cryptography;

namespace Watchfloor.EdgeConnector;

/// <summary>The name of a spool's incarnation, made once per directory and kept in it.</summary>
public static class SpoolStream
{
    const int NameLength = 24;

    public static string Of(string directory)
    {
        var path = Path.Combine(directory, "stream");
        if (File.Exists(path) && File.ReadAllText(path).Trim() is { Length: NameLength } known)
            return known;
        var name = RandomNumberGenerator.GetHexString(NameLength, lowercase: true);
        var draft = path + ".new";
        using (var file = new FileStream(draft, FileMode.Create))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(name));
            file.Flush(flushToDisk: true);
        }
        File.Move(draft, path, overwrite: true);
        return name;
    }
}
