namespace Watchfloor.EdgeConnector;

/// <summary>The recordings that one connector replays, and how their tags begin.</summary>
public static class Recordings
{
    public static IReadOnlyList<string> OfTheHouse { get; } = [Beside("pump-station.csv"), Beside("motor.csv")];

    /// <exception cref="InvalidDataException">One of them cannot be replayed; the message says which and why.</exception>
    public static IReadOnlyList<Recording> Open(IReadOnlyList<string> paths, string? tagPrefix)
    {
        var names = TagNames.Distinct(paths.Select(path => TagNames.Safe(Path.GetFileNameWithoutExtension(path), "recording")));
        return [.. paths.Select((path, i) => Open(path, Prefix(tagPrefix, names[i], paths.Count)))];
    }

    static string Beside(string name) => Path.Combine(AppContext.BaseDirectory, "recordings", name);

    static string Prefix(string? given, string name, int recordings) =>
        given switch
        {
            null => name,
            _ when recordings == 1 => given,
            _ => $"{given}/{name}",
        };

    static Recording Open(string path, string prefix)
    {
        try
        {
            return Recording.Open(path, prefix);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new InvalidDataException($"{path} cannot be replayed: {e.Message}", e);
        }
    }
}
