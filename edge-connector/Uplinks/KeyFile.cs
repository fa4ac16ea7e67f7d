namespace Watchfloor.EdgeConnector;

/// <summary>The API key, read from its file when first needed and again when the server refuses it; never logged.</summary>
public sealed class KeyFile(string path)
{
    string? key;

    public string Path => path;

    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file belongs to somebody else.</exception>
    public string Key => key ??= Read();

    /// <summary>Reads the file again. True when it holds another key than before.</summary>
    public bool Reread()
    {
        var before = key;
        return (key = Read()) != before;
    }

    string Read() =>
        File.ReadAllText(path).Trim() is { Length: > 0 } text && text.All(c => c is > ' ' and <= '~')
            ? text
            : throw new InvalidDataException($"{path} holds no key");
}
