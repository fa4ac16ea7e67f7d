using System.Runtime.Versioning;
using Watchfloor.Silo;

namespace Watchfloor.Tests.Api;

/// <summary>Who may look into the directory of a server.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class DataDirectoryTests : IDisposable
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    const UnixFileMode Everybody =
        OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("watchfloor-data");

    string Data => Path.Combine(_parent.FullName, "data");

    public void Dispose() => _parent.Delete(recursive: true);

    [Fact]
    public async Task A_directory_that_was_there_before_is_closed_to_others_at_the_start()
    {
        Directory.CreateDirectory(Path.Combine(Data, "protection-keys"));
        File.SetUnixFileMode(Path.Combine(Data, "protection-keys"), Everybody);
        File.SetUnixFileMode(Data, Everybody);

        await using (Composition.Build(new("http://127.0.0.1:0", Data, Demo: false)))
        {
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(Data));
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(Path.Combine(Data, "protection-keys")));
        }
    }

    [Fact]
    public void A_directory_that_everybody_shares_is_refused_and_stays_as_it_is()
    {
        Directory.CreateDirectory(Data);
        File.SetUnixFileMode(Data, Everybody | UnixFileMode.OtherWrite | UnixFileMode.StickyBit);

        var refused = Assert.Throws<Store.StoreRefusedException>(() => Composition.Build(new("http://127.0.0.1:0", Data, Demo: false)));

        Assert.Contains(Data, refused.Message);
        Assert.True(File.GetUnixFileMode(Data).HasFlag(UnixFileMode.StickyBit));
    }
}
