namespace Watchfloor.Tests.Stores;

/// <summary>A directory of a test's own, gone with it.</summary>
sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("watchfloor-store-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
