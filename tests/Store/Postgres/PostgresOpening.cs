using Watchfloor.Kernel;
using Watchfloor.Store;
using Watchfloor.Store.Postgres;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

public sealed class PostgresOpening : PostgresRoom
{
    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_and_left_alone()
    {
        await using (await Open()) { }
        await Server.Sql(Database, "UPDATE meta SET value = '999' WHERE name IN ('schema_version', 'oldest_reader')");

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => Open());

        Assert.Contains($"written by a newer Watchfloor (schema 999, this one knows {Migrations.Newest})", refused.Message);
        Assert.Equal("999", await Server.Ask<string>(Database, "SELECT value FROM meta WHERE name = 'schema_version'"));
    }

    [Fact]
    public async Task A_migration_takes_the_time_it_needs()
    {
        const string Slow = """
            CREATE FUNCTION slow() RETURNS event_trigger LANGUAGE plpgsql AS $d$ BEGIN
              IF EXISTS (SELECT FROM pg_event_trigger_ddl_commands() WHERE object_identity = 'public.journal') THEN PERFORM pg_sleep(3); END IF;
            END $d$;
            CREATE EVENT TRIGGER slowly ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION slow();
            """;
        await Server.Sql(Database, Slow);
        await using var store = await Open(Tuning with { Statement = TimeSpan.FromSeconds(2) });
        await Server.Sql(Database, "DROP EVENT TRIGGER slowly");

        Assert.IsType<CommitResult.Committed>(await store.Commits.Commit(Commit(Event("e1"), 0)));
    }

    [Fact]
    public async Task A_newer_database_that_says_so_is_served_by_an_older_server()
    {
        await using (var store = await Open())
            await store.Commits.Commit(Commit(Event("e1"), 0));
        await Server.Sql(Database, "UPDATE meta SET value = '999' WHERE name = 'schema_version'; ALTER TABLE event ADD COLUMN news text");

        await using var older = await Open();

        Assert.Equal(CommitResult.Committed.Instance, await older.Commits.Commit(Commit(Event("e1"), 1)));
    }

    [Fact]
    public async Task A_database_that_a_server_has_is_refused_to_a_second_one()
    {
        await using (await Open())
        {
            var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => Open());
            Assert.Contains("Another Watchfloor server has the database", refused.Message);
        }

        await using var again = await Open();
    }

    [Fact]
    public async Task A_server_that_was_taken_over_writes_nothing_more()
    {
        await using var store = await Open();
        await store.Commits.Commit(Commit(Event("e1"), 0));
        await Server.Sql(Database, "UPDATE lanes SET server = 'somebody else'");

        var failed = await Assert.ThrowsAsync<StoreFailedException>(() => store.Commits.Commit(Commit(Event("e1"), 1)));

        Assert.Contains("another Watchfloor server", failed.Message);
        Assert.Equal(1, (await store.Entities.Load(Event("e1"), Cancellation))!.Version);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Database=x;Username=u;Password=s3same;Timeout=1", "cannot be reached")]
    [InlineData("Host=127.0.0.1;Port={port};Database=nowhere;Username=watchfloor;Password=s3same", "There is no database")]
    [InlineData("Host=127.0.0.1;Port={port};Database=postgres;Username=nobody;Password=s3same", "does not let this user in")]
    [InlineData("postgresql://u:s3same@host/db", "cannot be read")]
    [InlineData("Password=s3same;nonsense=s3same", "cannot be read")]
    [InlineData("Password=s3same", "names no host")]
    public async Task What_cannot_be_opened_is_refused_in_one_sentence_without_the_password(string connection, string says)
    {
        var to = connection.Replace("{port}", $"{Server.Port}", StringComparison.Ordinal);

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => PostgresStore.Open(to, Clock, Tuning, Cancellation));

        Assert.Contains(says, refused.Message);
        Assert.DoesNotContain("s3same", $"{refused}");
    }

    [Fact]
    public async Task A_store_opened_again_goes_on_where_it_was()
    {
        string cursor;
        await using (var store = await Open())
        {
            cursor = await store.Feed.Head(Cancellation);
            await store.Commits.Commit(Commit(Event("e1"), 0) with { Outbox = [Message("a", "x")] });
        }

        await using var again = await Open();
        await again.Commits.Commit(Commit(Event("e1"), 1) with { Outbox = [Message("a", "y")] });

        Assert.Equal(2, again.Health.Facts);
        Assert.Equal(2, (await again.Feed.After(cursor, 10, Cancellation)).Items.Count);
        Assert.Equal(
            ["event/e1/1/0", "event/e1/2/0"],
            (await again.Outbox.After(0, 10, Cancellation)).Select(message => message.Request.Value)
        );
    }

    [Fact]
    public async Task Closing_makes_durable_what_was_accepted_and_then_says_that_it_is_closed()
    {
        var store = await Open();
        var pending = Enumerable.Range(0, 500).Select(i => store.Commits.Commit(Commit(Event($"e{i}"), 0))).ToList();
        await store.DisposeAsync();

        Assert.All(pending, commit => Assert.True(commit.IsCompletedSuccessfully));
        await Assert.ThrowsAsync<StoreFailedException>(() => store.Commits.Commit(Commit(Event("e1"), 0)));
        await Assert.ThrowsAsync<StoreFailedException>(async () => await store.Entities.Load(Event("e1"), Cancellation));
        await using var again = await Open();
        Assert.Equal(500, again.Health.Facts);
    }

    [Fact]
    public async Task A_copy_that_was_restored_elsewhere_has_another_epoch_and_numbers_above_all_it_holds()
    {
        string cursor;
        await using (var store = await Open())
        {
            await store.Commits.Commit(Commit(Event("e1"), 0) with { Outbox = [Message("a", "x")] });
            cursor = await store.Feed.Head(Cancellation);
        }
        // As if the server that it came from had counted much further.
        await Server.Sql(
            Database,
            "UPDATE meta SET value = 'elsewhere' WHERE name = 'place'; UPDATE journal SET xid = xid + 1000000000; "
                + "UPDATE outbox SET seq = seq + (1000000000::bigint << 20)"
        );

        await using var restored = await Open();
        await Assert.ThrowsAsync<InvalidCursorException>(async () => await restored.Feed.After(cursor, 10, Cancellation));
        var head = await restored.Feed.Head(Cancellation);
        await restored.Commits.Commit(Commit(Event("e2"), 0) with { Outbox = [Message("a", "y")] });

        Assert.Equal(["e2"], (await restored.Feed.After(head, 10, Cancellation)).Items.Select(item => item.EventId));
        Assert.Equal(["e1", "e2"], (await restored.Outbox.After(0, 10, Cancellation)).Select(message => message.Source.Id));
    }

    [Fact]
    public async Task Every_port_is_served_by_the_one_store_of_the_container()
    {
        await using var services = new ServiceCollection().AddPostgresStore(Server.To(Database)).BuildServiceProvider();
        var store = services.GetRequiredService<IStore>();

        Assert.IsType<UpcastJournal>(services.GetRequiredService<IEventReads>()); // it reads older shapes for everybody
        foreach (var property in typeof(IStore).GetProperties().Where(port => port.Name != nameof(IStore.Events)))
            Assert.Same(property.GetValue(store), services.GetRequiredService(property.PropertyType));
    }
}
