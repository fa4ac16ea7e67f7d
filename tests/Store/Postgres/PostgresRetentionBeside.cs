using Npgsql;
using Watchfloor.Events;
using Watchfloor.Kernel;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>Commits and reads while a step of retention is in its transaction.</summary>
public sealed class PostgresRetentionBeside : PostgresRoom
{
    [Fact]
    public async Task Readers_do_not_wait_for_retention()
    {
        await using var store = await Open();
        await store.Commits.Commit(Show(View("old", EventStatus.Closed)));
        var start = await store.Feed.Head(Cancellation);
        Task<int> step;
        await using (await Hold())
        {
            step = store.Retention.Remove(Aged.Events, T0.AddDays(1), 10, Cancellation);
            await IsHeld();
            await store.Commits.Commit(Commit(Event("e1"), 0) with { Outbox = [Message("a", "x")] });

            Assert.Single((await store.Feed.After(start, 10, Cancellation)).Items);
            Assert.Single(await store.Outbox.After(0, 10, Cancellation));
        }
        Assert.Equal(1, await step);
    }

    [Fact]
    public async Task A_page_that_is_committed_beside_the_removal_of_its_event_goes_with_it()
    {
        await using var store = await Open();
        await store.Commits.Commit(Show(View("old", EventStatus.Closed)));
        Task<int> step;
        await using (await Hold())
        {
            step = store.Retention.Remove(Aged.Events, T0.AddDays(1), 10, Cancellation);
            await IsHeld();
            var page = Commit(Of(Kinds.Page, "old.p.1.1.c"), 0) with { Due = new(T0, 1), Outbox = [Message("old", "x")] };
            Assert.IsType<CommitResult.Committed>(await store.Commits.Commit(page));
        }

        Assert.Equal(1, await step);
        foreach (var table in new[] { "page", "journal", "due", "outbox" })
            Assert.Equal(0L, await Server.Ask<long>(Database, $"SELECT count(*) FROM {table}"));
    }

    /// <summary>Steps of retention wait behind their first statement until it is disposed.</summary>
    async Task<NpgsqlConnection> Hold()
    {
        await Server.Sql(
            Database,
            """
            CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $d$ BEGIN PERFORM pg_advisory_xact_lock(77); RETURN NULL; END $d$;
            CREATE TRIGGER held AFTER INSERT ON tombstones FOR EACH STATEMENT EXECUTE FUNCTION hold();
            """
        );
        var connection = await Server.Superuser(Database);
        await using var command = new NpgsqlCommand("SELECT pg_advisory_lock(77)", connection);
        await command.ExecuteNonQueryAsync(Cancellation);
        return connection;
    }

    Task IsHeld() =>
        PrivatePostgres.Eventually(() =>
            Server.Ask<bool>(
                Database,
                """
                SELECT EXISTS (
                  SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database
                  WHERE d.datname = current_database() AND l.locktype = 'advisory' AND NOT l.granted
                )
                """
            )
        );
}
