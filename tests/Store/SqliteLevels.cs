using Watchfloor.Kernel;
using Watchfloor.Store;
using Watchfloor.Tests.Contracts;

namespace Watchfloor.Tests.Stores;

/// <summary>What a newer program wrote, an older one does not touch.</summary>
public sealed class SqliteLevels : IDisposable
{
    readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task A_program_that_knows_less_than_the_last_one_is_refused()
    {
        await using (Open(1)) { }
        await using (Open(2)) { }

        var refused = Assert.Throws<StoreRefusedException>(() => Open(1));

        Assert.Contains("written by a newer Watchfloor (feature level 2, this one knows 1)", refused.Message);
        await using (Open(3)) { }
        Assert.Throws<StoreRefusedException>(() => Open(2));
    }

    public void Dispose() => _directory.Dispose();

    SqliteStore Open(int level) => SqliteStore.Open(_directory.Path, new StoreContractClock(), new ProgramLevel(level));
}
