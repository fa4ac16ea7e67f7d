using Watchfloor.Store;
using Watchfloor.Tests.Contracts;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores;

public sealed class SqliteStatements : IDisposable
{
    readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_reader_keeps_the_texts_that_are_used_and_lets_go_of_the_others()
    {
        await using var store = SqliteStore.Open(_directory.Path, new StoreContractClock());
        for (var n = 0; n < 1_000; n++)
        {
            using var reader = store.Read();
            Assert.Equal(1, reader.Number("SELECT 1"));
            Assert.Equal(n, reader.Number($"SELECT {n} + 0"));
        }
        using var last = store.Read();
        Assert.InRange(last.Prepared.Count, 100, 300);
        Assert.Contains("SELECT 1", last.Prepared);
        Assert.Contains("SELECT 999 + 0", last.Prepared);
        Assert.DoesNotContain("SELECT 0 + 0", last.Prepared);
        Assert.Equal(0, last.Number("SELECT 0 + 0"));
    }

    [Fact]
    public async Task A_read_that_was_left_in_the_middle_is_over_with_its_turn()
    {
        await using var store = SqliteStore.Open(_directory.Path, new StoreContractClock());
        for (var turn = 1; turn <= 3; turn++)
        {
            await store.Commits.Commit(Show(View($"a{turn}")));
            await store.Commits.Commit(Show(View($"b{turn}")));
            using (var reader = store.Read())
                Assert.True(reader.Sql("SELECT id FROM event").Step());
            await store.Commits.Commit(Show(View($"c{turn}")));
            using var next = store.Read();
            Assert.Equal(3 * turn, next.Number("SELECT count(*) FROM event")); // one that is still open would show what was then
        }
    }
}
