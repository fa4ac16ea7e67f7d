using Watchfloor.Kernel;
using Watchfloor.Store;
using Watchfloor.Store.Postgres;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>Two servers write at once; nobody keeps them apart but the versions.</summary>
public sealed class PostgresTogether : PostgresRoom
{
    const int Rounds = 40;
    const int Entities = 6;

    [Fact]
    public async Task Versions_never_fork_and_everybody_reads_the_same_in_the_same_order()
    {
        await using var first = await Open(Together);
        await using var second = await Open(Together);
        var start = await first.Feed.Head(Cancellation);

        var won = await Task.WhenAll(Write(first), Write(second));

        Assert.Equal(Rounds * Entities, won.Sum());
        foreach (var e in Enumerable.Range(0, Entities))
        {
            var facts = await first.Journals.Read(Event($"e{e}"), 0, 1_000, Cancellation);
            Assert.Equal(Enumerable.Range(1, Rounds).Select(version => (long)version), facts.Select(fact => fact.Version));
        }
        await PrivatePostgres.Eventually(async () => (await Read(first, start)).Count == Rounds * Entities);
        Assert.Equal(await Read(first, start), await Read(second, start));
        Assert.Equal(0, await first.Health.OutboxDepth(Cancellation));
        Assert.Equal(0, await second.Health.OutboxDepth(Cancellation));
        Assert.Equal((Rounds * Entities, Rounds * Entities), (first.Health.Facts, second.Health.Facts));
    }

    [Fact]
    public async Task Who_reads_while_others_write_misses_nothing()
    {
        await using var first = await Open(Together);
        await using var second = await Open(Together);
        var start = await first.Feed.Head(Cancellation);
        var cursor = start;
        var writing = Task.WhenAll(Write(first), Write(second));
        var seen = new List<string>();
        while (seen.Count < Rounds * Entities)
        {
            Cancellation.ThrowIfCancellationRequested();
            var batch = await first.Feed.After(cursor, 7, Cancellation);
            seen.AddRange(batch.Items.Select(item => item.Cursor));
            cursor = batch.Cursor;
        }
        await writing;

        Assert.Equal(seen, await Read(second, start));
    }

    [Fact]
    public async Task What_one_calls_out_the_other_hears()
    {
        await using var first = await Open(Together with { Glance = TimeSpan.FromHours(1) });
        await using var second = await Open(Together);
        var heard = 0;
        first.Outbox.Added += () => Interlocked.Increment(ref heard);

        await second.Commits.Commit(Commit(Event("e1"), 0) with { Outbox = [Message("a", "x")] });

        await PrivatePostgres.Eventually(() => Task.FromResult(Volatile.Read(ref heard) > 0));
    }

    [Fact]
    public async Task Who_hears_another_write_knows_that_he_is_not_alone_with_it()
    {
        await using var database = new Store.Postgres.Database(Server.To(Database), Together with { Glance = TimeSpan.FromHours(1) });
        var (watch, _) = await Watch.Take(database, Clock.GetUtcNow(), Cancellation);
        await using var _watch = watch;
        var (knows, commits) = (0, 0);
        watch.Heard += () => Interlocked.Add(ref knows, watch.HearsOthers ? 1 : 0);
        await using var other = await Open(Together);
        Assert.False(watch.HearsOthers);

        await PrivatePostgres.Eventually(async () =>
        {
            await other.Commits.Commit(Commit(Event($"e{commits++}"), 0));
            return Volatile.Read(ref knows) > 0;
        });
    }

    [Fact]
    public async Task Who_waits_for_messages_is_not_woken_by_what_has_none()
    {
        await using var first = await Open(Together with { Glance = TimeSpan.FromHours(1) });
        await using var second = await Open(Together);
        var (moved, added) = (0, 0);
        first.Feed.Moved += () => Interlocked.Increment(ref moved);
        first.Outbox.Added += () => Interlocked.Increment(ref added);

        await second.Commits.Commit(Commit(Event("e1"), 0));

        await PrivatePostgres.Eventually(() => Task.FromResult(Volatile.Read(ref moved) > 0));
        Assert.Equal(0, Volatile.Read(ref added));
    }

    [Fact]
    public async Task A_batch_of_samples_that_comes_to_both_is_taken_once()
    {
        await using var first = await Open(Together);
        await using var second = await Open(Together);
        await first.Commits.Commit(Commit(Of(Kinds.Device, "pump"), 0));
        for (var seq = 1; seq <= 30; seq++)
        {
            var batch = new Telemetry.TelemetryBatch(1, "edge", "a", seq, [new("pump/flow", T0, seq, 192)]);
            var taken = await Task.WhenAll(first.Telemetry.Append(Tenant, batch, T0), second.Telemetry.Append(Tenant, batch, T0));
            Assert.Single(taken, ranges => ranges.Count == 1);
        }
        Assert.Equal(30, (await first.Telemetry.After(Tenant, "pump", 0, 100, Cancellation)).Count);
        Assert.Equal(30, (await second.Outbox.After(0, 100, Cancellation)).Count);
    }

    [Fact]
    public async Task A_login_is_given_to_one_of_two_who_ask_for_it_at_once()
    {
        await using var first = await Open(Together);
        await using var second = await Open(Together);
        for (var round = 0; round < 20; round++)
        {
            var given = await Task.WhenAll(first.People.Put(Named($"a{round}", round)), second.People.Put(Named($"b{round}", round)));
            Assert.Single(given, isGiven => isGiven);
        }

        static Person Named(string id, int round) => new(Tenant, id, $"login{round}", id, null, 0, null);
    }

    /// <summary>Tries to write every version of every entity; the other one does the same. Returns how many it wrote.</summary>
    static async Task<int> Write(PostgresStore store)
    {
        var won = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var results = await Task.WhenAll(
                Enumerable.Range(0, Entities).Select(e => store.Commits.Commit(Commit(Event($"e{e}"), round)))
            );
            won += results.Count(result => result is CommitResult.Committed);
        }
        return won;
    }

    static async Task<List<string>> Read(PostgresStore store, string cursor) =>
        [.. (await store.Feed.After(cursor, 10_000, Cancellation)).Items.Select(item => item.Cursor)];
}
