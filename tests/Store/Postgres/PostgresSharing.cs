using System.Threading.Channels;
using Watchfloor.Kernel;
using Watchfloor.Store;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>Who may have a database beside whom, and what they leave behind.</summary>
public sealed class PostgresSharing : PostgresRoom
{
    const string Base = "SELECT value FROM meta WHERE name = 'xid_base'";

    [Fact]
    public async Task Those_who_share_a_database_keep_out_everybody_who_wants_it_alone()
    {
        await using var first = await Open(Together);
        await using (await Open(Together))
            Assert.Contains("Another Watchfloor server", (await Assert.ThrowsAsync<StoreRefusedException>(() => Open())).Message);
        Assert.Contains("Another Watchfloor server", (await Assert.ThrowsAsync<StoreRefusedException>(() => Open())).Message);
    }

    [Fact]
    public async Task Who_has_a_database_alone_keeps_out_those_who_would_share_it()
    {
        await using (await Open())
            Assert.Contains("Another Watchfloor server", (await Assert.ThrowsAsync<StoreRefusedException>(() => Open(Together))).Message);

        await using var again = await Open(Together);
        Assert.IsType<CommitResult.Committed>(await again.Commits.Commit(Commit(Event("e1"), 0)));
    }

    [Fact]
    public async Task The_first_moves_the_numbers_on_and_those_who_come_later_take_them_as_they_are()
    {
        string before;
        await using (await Open(Together))
        {
            before = (await Server.Ask<string>(Database, Base))!;
            await using var later = await Open(Together);
            Assert.Equal(before, await Server.Ask<string>(Database, Base));
        }

        await using var next = await Open(Together);
        Assert.NotEqual(before, await Server.Ask<string>(Database, Base));
    }

    [Fact]
    public async Task Any_number_may_begin_at_once_with_an_empty_database()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Open(Together)));

        var results = await Task.WhenAll(stores.Select((store, i) => store.Commits.Commit(Commit(Event($"e{i}"), 0))));

        Assert.All(results, result => Assert.IsType<CommitResult.Committed>(result));
        var heads = await Task.WhenAll(stores.Select(store => store.Feed.Head(Cancellation).AsTask()));
        Assert.Single(heads.Select(head => head[..8]).Distinct()); // the epoch stands first
        await Task.WhenAll(stores.Select(store => store.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task Who_waits_for_one_that_stands_still_while_it_comes_says_for_whom_again_and_again()
    {
        await using var still = await Server.Superuser(Database);
        await using (var command = new Npgsql.NpgsqlCommand("SELECT pg_advisory_lock(7236833301948)", still))
            await command.ExecuteNonQueryAsync(Cancellation);
        var told = Channel.CreateUnbounded<string>();

        var opening = Open(Together with { Telling = TimeSpan.FromMilliseconds(20), Tell = what => told.Writer.TryWrite(what) });

        for (var time = 0; time < 2; time++)
            Assert.Contains(
                $"pg_terminate_backend({still.ProcessID})",
                await told.Reader.ReadAsync(Cancellation).AsTask().WaitAsync(Eventually.Patience, Cancellation)
            );
        await still.CloseAsync();
        await (await opening).DisposeAsync();
    }

    [Fact]
    public async Task Who_leaves_takes_his_lanes_along_and_what_they_counted_stays()
    {
        await using (var first = await Open(Together))
        {
            await first.Commits.Commit(Commit(Event("e1"), 0));
            await using (var second = await Open(Together))
                await second.Commits.Commit(Commit(Event("e2"), 0));
            Assert.Equal(1L, await Server.Ask<long>(Database, "SELECT count(DISTINCT server) FROM lanes WHERE server <> ''"));
        }
        Assert.Equal(0L, await Server.Ask<long>(Database, "SELECT count(*) FROM lanes WHERE server <> ''"));

        await using var alone = await Open();
        Assert.Equal(2, alone.Health.Facts);
        Assert.Equal(6L, await Server.Ask<long>(Database, "SELECT count(*) FROM lanes"));
    }

    [Fact]
    public async Task What_a_killed_server_leaves_behind_is_folded_when_it_is_gone_for_long()
    {
        await using var first = await Open(Together);
        const string Left = """
            INSERT INTO servers VALUES ('gone', '1 0.0', 12, now() - interval '1 day', 1), ('lately', '2 0.0', 12, NULL, 1);
            INSERT INTO lanes VALUES (0, 'gone', 7, 5), (1, 'gone', 7, 6), (0, 'lately', 7, 4)
            """;
        await Server.Sql(Database, Left);

        await using var second = await Open(Together);

        Assert.Equal(15, second.Health.Facts);
        Assert.Equal(0L, await Server.Ask<long>(Database, "SELECT count(*) FROM lanes WHERE server = 'gone'"));
        Assert.Equal(1L, await Server.Ask<long>(Database, "SELECT count(*) FROM servers WHERE missed_at IS NOT NULL"));
        Assert.Equal(11L, await Server.Ask<long>(Database, "SELECT facts FROM lanes WHERE server = ''"));
    }

    [Fact]
    public async Task A_newer_program_does_not_bring_the_database_beyond_what_an_older_one_beside_it_can_read()
    {
        await using var older = await Open(Together);
        await Server.Sql(
            Database,
            "UPDATE servers SET schema = 11; UPDATE meta SET value = '11' WHERE name IN ('schema_version', 'oldest_reader')"
        );

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => Open(Together));

        Assert.Contains("stop the servers of the older version first", refused.Message);
        Assert.IsType<CommitResult.Committed>(await older.Commits.Commit(Commit(Event("e1"), 0)));
    }
}
