using System.Diagnostics;
using SQLitePCL;
using Watchfloor.Store;
using Watchfloor.Tests.Contracts;

namespace Watchfloor.Tests.Stores;

public sealed class SqliteLibraryChoice : IDisposable
{
    readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_library_that_is_wanted_is_loaded()
    {
        await using var store = SqliteStore.Open(_directory.Path, new StoreContractClock());
        var version = raw.sqlite3_libversion().utf8_to_string();

        if (Environment.GetEnvironmentVariable("WATCHFLOOR_SQLITE") == "bundled")
            Assert.Equal("3.35.5", version);
        else
            Assert.InRange(raw.sqlite3_libversion_number(), 3_035_000, 3_999_999);
    }
}

/// <summary>Where the system has no SQLite, the bundled one, which is old, keeps every promise too.</summary>
public sealed class SqliteBundledLibrary
{
    [Fact]
    public async Task The_bundled_library_keeps_the_contract_of_a_store()
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Watchfloor.Tests"))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["WATCHFLOOR_SQLITE"] = "bundled" },
            ArgumentList = { "-class", typeof(SqliteLibraryChoice).FullName!, "-class", typeof(SqliteStoreContract).FullName!, "-noColor" },
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, output);
        Assert.Contains("Failed: 0", output);
        Assert.DoesNotContain("Total: 0", output);
    }
}
