using System.Collections.Concurrent;
using Npgsql;
using Watchfloor.Store.Postgres;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>How terms of new events come into the index behind their commits, and who does so.</summary>
public sealed class PostgresIndexing : UnindexedRoom
{
    /// <summary>The change waits for the move, and goes on from what became of it.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_change_that_comes_while_the_terms_are_moved_is_found_by_its_new_words_alone(bool isKept)
    {
        await using var store = await Open(Later);
        await Show(store, "leak", "e1");
        Task change;
        await using (var mover = await Server.Superuser(Database))
        {
            await using var transaction = await mover.BeginTransactionAsync(Cancellation);
            Assert.Equal(1, await Move(mover, Indexer.Together));
            change = Change(store, "e1", 1, view => view with { Title = "Burst" });
            await PrivatePostgres.Eventually(() =>
                Server.Ask<bool>(
                    Database,
                    $"SELECT EXISTS (SELECT FROM pg_stat_activity WHERE {mover.ProcessID} = ANY (pg_blocking_pids(pid)))"
                )
            );
            if (isKept)
                await transaction.CommitAsync(Cancellation);
            else
                await transaction.RollbackAsync(Cancellation);
        }
        await change;

        Assert.Empty(await Found(store, "leak"));
        Assert.Equal(["e1"], await Found(store, "burst"));
        await Move();
        Assert.Empty(await Found(store, "leak"));
        Assert.Equal(["e1"], await Found(store, "burst"));
    }

    [Fact]
    public async Task Who_moves_terms_passes_over_an_event_that_is_being_changed()
    {
        await using var store = await Open(Later);
        await Show(store, "leak", "e1", "e2");
        await using var other = await Server.Superuser(Database);
        await using (var transaction = await other.BeginTransactionAsync(Cancellation))
        {
            await Run(other, "UPDATE event SET terms = ' burst' WHERE id = 'e1'");
            await using var mover = await Server.Superuser(Database);
            Assert.Equal(1, await Move(mover, Indexer.Together));
            await transaction.CommitAsync(Cancellation);
        }

        Assert.Equal(["e2"], await Found(store, "leak"));
        Assert.Equal(["e1"], await Found(store, "burst"));
    }

    [Fact]
    public async Task Two_who_move_terms_side_by_side_put_in_each_once()
    {
        string[] ids = [.. Enumerable.Range(0, 600).Select(i => $"e{i:000}")];
        await using var store = await Open(Later);
        await Show(store, "leak", ids);
        var each = await Server.Ask<long>(Database, "SELECT sum(cardinality(string_to_array(substr(terms, 2), ' '))) FROM event_unindexed");

        var moved = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => MoveAll()));

        Assert.Equal(600, moved.Sum());
        Assert.Equal((0L, each), await Standing());

        async Task<long> MoveAll()
        {
            await using var mover = await Server.Superuser(Database);
            var sum = 0L;
            while (await Server.Ask<bool>(Database, "SELECT EXISTS (SELECT FROM event_unindexed)"))
                sum += await Move(mover, together: 20);
            return sum;
        }
    }

    [Fact]
    public async Task One_who_dies_in_the_midst_of_a_move_has_moved_nothing()
    {
        await using var store = await Open(Later);
        await Show(store, "leak", "e1", "e2");
        var mover = await Server.Superuser(Database);
        await using var transaction = await mover.BeginTransactionAsync(Cancellation);
        await Move(mover, Indexer.Together);

        await Server.Sql(Database, $"SELECT pg_terminate_backend({mover.ProcessID}, 10000)");

        Assert.Equal((2L, 0L), await Standing());
        Assert.Equal(["e2", "e1"], await Found(store, "leak"));
    }

    [Fact]
    public async Task A_server_moves_what_it_and_one_before_it_left_and_what_comes()
    {
        await using (var before = await Open(Later))
            await Show(before, "leak", "e1", "e2");
        await using var store = await Open(AtOnce);
        await IsIndexed();
        await Show(store, "leak", "e3");
        await IsIndexed();
        await Server.Sql(
            Database,
            $"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = current_database() AND application_name = '{Store.Postgres.Database.UpkeepName}'"
        );
        await Show(store, "leak", "e4");
        await IsIndexed();

        Assert.Equal(["e4", "e3", "e2", "e1"], await Found(store, "leak"));
    }

    [Fact]
    public async Task What_is_too_much_for_the_database_is_said_once_and_moved_in_smaller_pieces()
    {
        var said = new ConcurrentQueue<string>();
        await using var store = await Open(AtOnce with { Say = said.Enqueue });
        await Server.Sql(
            Database,
            """
            CREATE FUNCTION too_much() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF (SELECT count(*) FROM came) > 100 THEN RAISE 'too much at once'; END IF;
              RETURN NULL;
            END $$;
            CREATE TRIGGER too_much AFTER INSERT ON event_term REFERENCING NEW TABLE AS came EXECUTE FUNCTION too_much();
            """
        );

        await Show(store, "leak", [.. Enumerable.Range(0, 100).Select(i => $"e{i:000}")]);
        await IsIndexed();

        Assert.Contains(
            "too much at once",
            Assert.Single(said, what => what.Contains("index", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void It_gives_way_to_commits_as_long_as_searches_can_bear_it()
    {
        var took = TimeSpan.FromMilliseconds(30);
        Assert.Equal(took * 10, Indexer.Rest(took, isBusy: true, beside: 20_000));
        Assert.Equal(took, Indexer.Rest(took, isBusy: true, beside: 20_001));
        Assert.Equal(took, Indexer.Rest(took, isBusy: true, beside: 40_000));
        Assert.Equal(TimeSpan.Zero, Indexer.Rest(took, isBusy: true, beside: 40_001));
        Assert.Equal(TimeSpan.Zero, Indexer.Rest(took, isBusy: false, beside: 1));
    }

    [Fact]
    public async Task Whoever_does_not_say_that_it_moves_them_later_indexes_at_once()
    {
        await using var store = await Open(Later);
        await using (var older = await Server.Superuser(Database))
            await Run(
                older,
                "INSERT INTO event (tenant, id, version, status, detected_at, terms, state, view) SELECT 'main', 'old', 1, 'new', 5, ' leak old', '', ''"
            );

        Assert.Equal((0L, 2L), await Standing());
    }

    [Fact]
    public async Task Terms_are_indexed_at_once_as_long_as_an_older_program_has_the_database_and_it_is_refused_afterwards()
    {
        await using var older = await Open(Together);
        await Server.Sql(Database, "UPDATE servers SET schema = 14; UPDATE meta SET value = '12' WHERE name = 'oldest_reader'");
        var tuning = Together with { IndexAfter = Later.IndexAfter, Upgrading = TimeSpan.FromMilliseconds(50) };
        await using var newer = await Open(tuning);
        await using (var database = new Store.Postgres.Database(Server.To(Database), tuning))
            Assert.False(await TermsBehind.TryBegin(database, Cancellation));
        await Show(newer, "leak", "e1");
        Assert.Equal(0, (await Standing()).Beside);
        Assert.Equal("12", await Oldest());

        await older.DisposeAsync();
        await PrivatePostgres.Eventually(async () => await Oldest() == "15");
        var shown = 1;
        await PrivatePostgres.Eventually(async () =>
        {
            await Show(newer, "leak", $"e{++shown}");
            return (await Standing()).Beside > 0;
        });

        Assert.Equal(shown, (await Found(newer, "leak")).Count);
    }

    [Fact]
    public async Task An_older_program_that_was_cut_off_a_moment_ago_is_waited_for()
    {
        await using var newer = await Open(Together);
        await Server.Sql(
            Database,
            """
            INSERT INTO servers (server, backend, schema, level) VALUES ('older', 'of a connection that is lost', 14, 1);
            UPDATE meta SET value = '12' WHERE name = 'oldest_reader';
            """
        );
        await using var database = new Store.Postgres.Database(Server.To(Database), Together);
        Assert.False(await TermsBehind.TryBegin(database, Cancellation));
        Assert.Equal("12", await Oldest());

        await Server.Sql(Database, "UPDATE servers SET missed_at = clock_timestamp() - interval '11 minutes' WHERE server = 'older'");
        await PrivatePostgres.Eventually(() => TermsBehind.TryBegin(database, Cancellation));
        Assert.Equal("15", await Oldest());
    }

    [Fact]
    public async Task Where_nobody_is_known_to_have_the_database_nobody_is_refused()
    {
        await using var newer = await Open(Together);
        await Server.Sql(Database, "DELETE FROM servers; UPDATE meta SET value = '12' WHERE name = 'oldest_reader'");
        await using var database = new Store.Postgres.Database(Server.To(Database), Together);

        Assert.False(await TermsBehind.TryBegin(database, Cancellation));
        Assert.Equal("12", await Oldest());
    }

    [Fact]
    public async Task A_later_migration_does_not_let_older_programs_in_again()
    {
        await using (await Open()) { }
        await using var connection = new NpgsqlConnection(Server.To(Database) + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
        await Run(connection, "UPDATE meta SET value = '14' WHERE name = 'schema_version'; DROP TABLE event_unindexed");

        await Migrations.Apply(connection, T0, Cancellation);

        Assert.Equal("15", await Oldest());
    }
}
