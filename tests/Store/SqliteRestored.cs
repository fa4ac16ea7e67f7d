using Watchfloor.Store;
using Watchfloor.Tests.Contracts;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores;

public sealed class SqliteRestored : IDisposable
{
    readonly TemporaryDirectory _directory = new();
    readonly StoreContractClock _clock = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task After_a_restore_only_cursors_of_what_was_restored_go_on()
    {
        string kept;
        List<string> lost;
        await using (var store = Open())
        {
            await store.Commits.Commit(Commit(Event("e1"), 0));
            kept = await store.Feed.Head(Cancellation);
        }
        var backup = await File.ReadAllBytesAsync(DataFile, Cancellation);
        await using (var store = Open())
        {
            for (var version = 1; version <= 5; version++)
                await store.Commits.Commit(Commit(Event("e1"), version));
            lost = [.. (await store.Feed.After(kept, 10, Cancellation)).Items.Select(item => item.Cursor)];
        }

        await File.WriteAllBytesAsync(DataFile, backup, Cancellation);
        _clock.Now += TimeSpan.FromMinutes(5);
        await using var restored = Open();
        for (var version = 1; version <= 3; version++)
            await restored.Commits.Commit(Commit(Event("e1"), version));

        Assert.Equal(3, (await restored.Feed.After(kept, 10, Cancellation)).Items.Count);
        Assert.Equal(5, lost.Count);
        foreach (var cursor in lost)
            await Assert.ThrowsAsync<InvalidCursorException>(async () => await restored.Feed.After(cursor, 10, Cancellation));
    }

    string DataFile => Path.Combine(_directory.Path, "watchfloor.db");

    SqliteStore Open() => SqliteStore.Open(_directory.Path, _clock);
}
