using Watchfloor.Kernel;
using Watchfloor.Store;
using Watchfloor.Store.Sqlite;
using Watchfloor.Tests.Contracts;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores;

public sealed class SqliteSlowDisk : IDisposable
{
    readonly TemporaryDirectory _directory = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task While_the_disk_does_not_answer_reads_go_on_nothing_is_acknowledged_and_all_share_the_next_flush()
    {
        await using var store = SqliteStore.Open(_directory.Path, new StoreContractClock());
        await store.Commits.Commit(Commit(Event("before"), 0));
        using var disk = new ManualResetEventSlim();
        using var reached = new SemaphoreSlim(0);
        var stuck = store.Write(
            new SmallWrite(_ =>
            {
                reached.Release();
                disk.Wait();
            })
        );
        await reached.WaitAsync(Cancellation);
        var flushes = store.Health.Flushes;

        var pending = Enumerable.Range(0, 300).Select(i => store.Commits.Commit(Commit(Event($"e{i}"), 0))).ToList();

        Assert.Equal(1, (await store.Entities.Load(Event("before"), Cancellation))!.Version);
        Assert.Null(await store.Entities.Load(Event("e0"), Cancellation));
        Assert.DoesNotContain(pending, commit => commit.IsCompleted);
        disk.Set();
        await stuck;
        Assert.All(await Task.WhenAll(pending), result => Assert.IsType<CommitResult.Committed>(result));
        Assert.Equal(flushes + 2, store.Health.Flushes);
    }

    [Fact]
    public async Task A_page_that_cannot_be_read_fails_that_read_with_words_and_no_other()
    {
        await using (var store = SqliteStore.Open(_directory.Path, new StoreContractClock()))
        {
            for (var i = 0; i < 40; i++)
                await store.Commits.Commit(Commit(Event($"e{i}"), 0) with { State = Utf8($"\"{new string('x', 3_000)}\"") });
            await store.Commits.Commit(Commit(Of(Kinds.Device, "d"), 0));
        }
        Garble("event");

        await using var damaged = SqliteStore.Open(_directory.Path, new StoreContractClock());
        var failure = await Assert.ThrowsAsync<StoreFailedException>(async () =>
        {
            for (var i = 0; i < 40; i++)
                await damaged.Entities.Load(Event($"e{i}"), Cancellation);
        });

        Assert.Contains("the database file is damaged: restore a backup", failure.Message);
        Assert.Equal(1, (await damaged.Entities.Load(Of(Kinds.Device, "d"), Cancellation))!.Version);
        Assert.IsType<CommitResult.Committed>(await damaged.Commits.Commit(Commit(Of(Kinds.Device, "d"), 1)));
    }

    /// <summary>The root of a table is overwritten, as a bad block would.</summary>
    void Garble(string table)
    {
        var file = Path.Combine(_directory.Path, "watchfloor.db");
        long page;
        using (var connection = Connection.ToCopy(file))
            page = connection.Number($"SELECT rootpage FROM sqlite_master WHERE name = '{table}'");
        using var stream = File.OpenWrite(file);
        stream.Position = (page - 1) * 4096;
        stream.Write([.. Enumerable.Repeat((byte)0xFF, 4096)]);
    }
}
