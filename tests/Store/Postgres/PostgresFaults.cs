using Npgsql;
using Watchfloor.Kernel;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

public sealed class PostgresFaults : PostgresRoom
{
    [Theory]
    [InlineData("40P01")]
    [InlineData("40001")]
    [InlineData("57014")]
    public async Task A_failure_that_may_pass_is_tried_again(string state)
    {
        await using var store = await Open();
        await Disturb($"IF nextval('tries') <= 3 THEN RAISE EXCEPTION 'for a moment' USING ERRCODE = '{state}'; END IF;");

        var pending = Enumerable.Range(0, 20).Select(i => store.Commits.Commit(Commit(Event($"e{i}"), 0))).ToList();

        Assert.All(await Task.WhenAll(pending), result => Assert.IsType<CommitResult.Committed>(result));
        Assert.Equal(20, store.Health.Facts);
    }

    [Fact]
    public async Task A_full_disk_fails_all_who_wait_is_told_and_ends_when_there_is_room()
    {
        await using var store = await Open();
        await Disturb("RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100';");

        var failed = await Assert.ThrowsAsync<StoreFailedException>(() => store.Commits.Commit(Commit(Event("e1"), 0)));
        Assert.Contains("is full", failed.Message);
        Assert.False(failed.IsUnfit);
        Assert.Contains("is full", store.Health.Trouble);

        await Server.Sql(Database, "DROP TRIGGER disturbed ON journal");
        await PrivatePostgres.Eventually(() => Task.FromResult(store.Health.Trouble is null)); // nobody writes
        Assert.IsType<CommitResult.Committed>(await store.Commits.Commit(Commit(Event("e1"), 0)));
    }

    [Fact]
    public async Task What_is_at_fault_fails_alone_also_among_others_of_its_entity()
    {
        await using var store = await Open(Tuning with { Lanes = 1 });
        await Disturb("IF NEW.id = 'e1' AND NEW.version = 2 THEN RAISE EXCEPTION 'too long' USING ERRCODE = '22001'; END IF;");
        var neighbours = Enumerable.Range(2, 40).Select(i => store.Commits.Commit(Commit(Event($"e{i}"), 0))).ToList();

        var before = store.Commits.Commit(Commit(Event("e1"), 0));
        var unfit = store.Commits.Commit(Commit(Event("e1"), 1));
        var behind = store.Commits.Commit(Commit(Event("e1"), 2));

        Assert.All(await Task.WhenAll([.. neighbours, before]), result => Assert.IsType<CommitResult.Committed>(result));
        Assert.True((await Assert.ThrowsAsync<StoreFailedException>(() => unfit)).IsUnfit);
        Assert.IsType<CommitResult.Conflict>(await behind);
    }

    [Fact]
    public async Task A_statement_that_hangs_is_ended_and_tried_again()
    {
        await using var store = await Open(Tuning with { Statement = TimeSpan.FromMilliseconds(500) });
        await Disturb("IF nextval('tries') <= 1 THEN PERFORM pg_sleep(60); END IF;");

        Assert.IsType<CommitResult.Committed>(await store.Commits.Commit(Commit(Event("e1"), 0)));
    }

    [Fact]
    public async Task What_a_slow_disk_takes_long_to_take_shares_flushes()
    {
        await using var store = await Open();
        await Disturb("PERFORM pg_sleep(0.05);", each: "STATEMENT");

        await Task.WhenAll(Enumerable.Range(0, 400).Select(i => store.Commits.Commit(Commit(Event($"e{i}"), 0))));

        Assert.InRange(store.Health.Flushes, 4, 40);
    }

    [Fact]
    public async Task A_clock_that_steps_back_and_forth_changes_no_order()
    {
        await using var store = await Open();
        var start = await store.Feed.Head(Cancellation);
        foreach (var (step, version) in new[] { 0, -400, 3_000, -9_000, 1 }.Select((step, version) => (step, version)))
        {
            Clock.Now = T0.AddDays(step);
            Assert.IsType<CommitResult.Committed>(
                await store.Commits.Commit(Commit(Event("e1"), version) with { Request = new($"w{version}"), Outbox = [Message("a", "x")] })
            );
        }

        Assert.Equal(5, (await store.Feed.After(start, 10, Cancellation)).Items.Count);
        Assert.Equal(
            Enumerable.Range(1, 5).Select(n => $"event/e1/{n}/0"),
            (await store.Outbox.After(0, 10, Cancellation)).Select(message => message.Request.Value)
        );
    }

    [Fact]
    public async Task Readers_wait_for_no_transaction_but_those_of_lanes()
    {
        await using var store = await Open();
        var start = await store.Feed.Head(Cancellation);
        await using var foreign = await Writing("somebody else");
        await store.Commits.Commit(Commit(Event("e1"), 0) with { Outbox = [Message("a", "x")] });
        Assert.Single((await store.Feed.After(start, 10, Cancellation)).Items);
        Assert.Single(await store.Outbox.After(0, 10, Cancellation));

        // A lane that began before, and may yet commit something with a lower number.
        var (moved, added) = (0, 0);
        await using (await Writing(Watchfloor.Store.Postgres.Database.LaneName))
        {
            await store.Commits.Commit(Commit(Event("e1"), 1) with { Outbox = [Message("a", "y")] });
            store.Feed.Moved += () => Interlocked.Increment(ref moved);
            store.Outbox.Added += () => Interlocked.Increment(ref added);
            Assert.Single((await store.Feed.After(start, 10, Cancellation)).Items);
            Assert.Single(await store.Outbox.After(0, 10, Cancellation));
        }
        await PrivatePostgres.Eventually(() => Task.FromResult(Volatile.Read(ref moved) > 0 && Volatile.Read(ref added) > 0));
        await PrivatePostgres.Eventually(async () => (await store.Feed.After(start, 10, Cancellation)).Items.Count == 2);
        Assert.Equal(2, (await store.Outbox.After(0, 10, Cancellation)).Count);
    }

    [Fact]
    public async Task What_another_process_calls_out_is_heard()
    {
        await using var store = await Open();
        var heard = 0;
        store.Feed.Moved += () => Interlocked.Increment(ref heard);

        await Server.Sql(Database, "NOTIFY watchfloor");

        await PrivatePostgres.Eventually(() => Task.FromResult(Volatile.Read(ref heard) > 0));
    }

    [Fact]
    public async Task Who_has_the_database_alone_calls_nobody()
    {
        await using var store = await Open();
        for (var i = 0; i < 50; i++)
            await store.Commits.Commit(Commit(Event("e1"), i) with { Outbox = [Message("a", "x")] });

        Assert.False(
            await Server.Ask<bool>(
                "postgres",
                $"SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = '{Database}' AND query LIKE 'NOTIFY%')"
            )
        );
    }

    /// <summary>A transaction that has a number and stays open until it is disposed.</summary>
    async Task<NpgsqlConnection> Writing(string name)
    {
        var connection = new NpgsqlConnection(Server.To(Database) + $";Pooling=false;Application Name={name}");
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand("BEGIN; SELECT pg_current_xact_id()", connection);
        await command.ExecuteNonQueryAsync(Cancellation);
        return connection;
    }

    Task Disturb(string body, string each = "ROW") =>
        Server.Sql(
            Database,
            $"""
            CREATE SEQUENCE tries; GRANT ALL ON SEQUENCE tries TO watchfloor;
            CREATE FUNCTION disturb() RETURNS trigger LANGUAGE plpgsql AS $d$ BEGIN {body} RETURN NEW; END $d$;
            CREATE TRIGGER disturbed BEFORE INSERT ON journal FOR EACH {each} EXECUTE FUNCTION disturb();
            """
        );
}
