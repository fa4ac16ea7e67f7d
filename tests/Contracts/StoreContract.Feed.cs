using Watchfloor.Store;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Contracts;

public abstract partial class StoreContract
{
    [Fact]
    public async Task The_feed_names_the_event_of_every_change()
    {
        var start = await Store.Feed.Head(Cancellation);
        await Store.Commits.Commit(Commit(Event("e1"), 0));
        await Store.Commits.Commit(Commit(Of(Kinds.Rule, "r1"), 0));
        await Store.Commits.Commit(Commit(Of(Kinds.Escalation, "e1"), 0));
        await Store.Commits.Commit(Commit(Of(Kinds.Page, "e1.p.1.1.c"), 0));
        await Store.Commits.Commit(Commit(Of(Kinds.Device, "d1"), 0));

        var batch = await Store.Feed.After(start, 100, Cancellation);

        Assert.Equal(
            [(Tenant, "e1", Kinds.Event), (Tenant, "e1", Kinds.Escalation), (Tenant, "e1", Kinds.Page)],
            batch.Items.Select(item => (item.Tenant, item.EventId, item.Kind))
        );
        Assert.Equal(await Store.Feed.Head(Cancellation), batch.Cursor);
    }

    [Fact]
    public async Task A_feed_with_nothing_new_stays_where_it_is()
    {
        await Store.Commits.Commit(Commit(Event("e1"), 0));
        var head = await Store.Feed.Head(Cancellation);

        var batch = await Store.Feed.After(head, 100, Cancellation);

        Assert.Empty(batch.Items);
        Assert.Equal(head, batch.Cursor);
    }

    [Fact]
    public async Task The_cursor_of_any_item_goes_on_right_after_it()
    {
        var start = await Store.Feed.Head(Cancellation);
        for (var i = 0; i < 20; i++)
            await Store.Commits.Commit(Commit(Event($"e{i}"), 0));
        var all = (await Store.Feed.After(start, 100, Cancellation)).Items;

        for (var i = 0; i < all.Count; i++)
            Assert.Equal(all.Skip(i + 1), (await Store.Feed.After(all[i].Cursor, 100, Cancellation)).Items);
    }

    [Fact]
    public async Task A_feed_resumed_at_every_step_misses_nothing_under_concurrent_writers()
    {
        const int Writers = 6;
        const int Each = 60;
        var cursor = await Store.Feed.Head(Cancellation);
        var writers = Task.WhenAll(Enumerable.Range(0, Writers).Select(WriteChain));

        var seen = new Dictionary<string, int>();
        while (!writers.IsCompleted || cursor != await Store.Feed.Head(Cancellation))
        {
            var batch = await Store.Feed.After(cursor, 7, Cancellation);
            foreach (var item in batch.Items)
                seen[item.EventId] = seen.GetValueOrDefault(item.EventId) + 1;
            cursor = batch.Cursor;
            await Task.Yield();
        }

        await writers;
        Assert.Equal(Writers, seen.Count);
        Assert.All(seen.Values, count => Assert.Equal(Each, count));

        Task WriteChain(int writer) =>
            Task.Run(
                async () =>
                {
                    for (var version = 0; version < Each; version++)
                        await Store.Commits.Commit(Commit(Event($"e{writer}"), version));
                },
                Cancellation
            );
    }

    [Fact]
    public async Task A_cursor_of_another_database_is_refused()
    {
        await Store.Commits.Commit(Commit(Event("e1"), 0));
        var head = await Store.Feed.Head(Cancellation);
        var foreign = (head[0] == 'A' ? 'B' : 'A') + head[1..];

        await Assert.ThrowsAsync<InvalidCursorException>(async () => await Store.Feed.After(foreign, 10, Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("not a cursor")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("********************************")]
    [InlineData("' OR 1=1 --")]
    public async Task What_is_no_cursor_of_the_feed_is_refused(string cursor) =>
        await Assert.ThrowsAsync<InvalidCursorException>(async () => await Store.Feed.After(cursor, 10, Cancellation));

    [Fact]
    public async Task Whoever_follows_the_feed_is_told_of_new_facts()
    {
        var moved = 0;
        Store.Feed.Moved += () => Interlocked.Increment(ref moved);

        await Store.Commits.Commit(Commit(Event("e1"), 0));

        Assert.Equal(1, Volatile.Read(ref moved));
    }
}
