using System.Data.Common;
using Npgsql;
using Orleans.Clustering;
using Orleans.Runtime;
using Watchfloor.Silo;
using Watchfloor.Tests.Stores.Postgres;
using static Watchfloor.Tests.EngineOnly.Clustering.Lives;

namespace Watchfloor.Tests.EngineOnly.Clustering;

/// <summary>Members in PostgreSQL, and the locks between them and the batches of their commits.</summary>
public sealed class AdoNetMembershipTableTests : MembershipTableTests, IAsyncLifetime
{
    PrivatePostgres _server = null!;
    string _database = "";
    AdoNetMembershipTable _table = null!;

    internal override IMembershipTable Table => _table;

    static AdoNetMembershipTableTests() => DbProviderFactories.RegisterFactory("Npgsql", NpgsqlFactory.Instance);

    public async ValueTask InitializeAsync()
    {
        _server = await PrivatePostgres.Shared;
        _database = await _server.Create();
        _table = Open();
    }

    public async ValueTask DisposeAsync()
    {
        await _table.DisposeAsync();
        await _server.GiveBack(_database);
    }

    AdoNetMembershipTable Open(string cluster = "c") =>
        new(new("options", "Npgsql", _server.To(_database), null), cluster, TimeSpan.FromSeconds(40));

    [Fact]
    public async Task Where_nobody_made_tables_there_is_nobody() => Assert.Equal(Snapshot.Empty, await Table.Read(Cancellation));

    [Fact]
    public async Task Tables_of_an_older_version_get_what_they_lack_while_members_write()
    {
        await Join(1);
        await _server.Sql(
            _database,
            "ALTER TABLE watchfloor_member DROP COLUMN activations, DROP COLUMN joined_at; ALTER TABLE watchfloor_unreached DROP COLUMN since"
        );

        await Join(2);
        Assert.Equal(2, await Members().RenewLease(Address(2), 1, activations: 7, Cancellation));
        Assert.Equal(7, await _server.Ask<int>(_database, "SELECT max(activations) FROM watchfloor_member"));
        Assert.True(await _server.Ask<bool>(_database, "SELECT min(joined_at) > now() - interval '1 hour' FROM watchfloor_member"));
        await Table.Votes(Address(2), [Address(1)], Cancellation);
        Assert.True(await _server.Ask<bool>(_database, "SELECT min(since) > now() - interval '1 hour' FROM watchfloor_unreached"));

        await using var batch = await Pass(Address(1));
        await Join(3); // where nothing is missing, nobody waits for a batch
    }

    [Fact]
    public async Task Nobody_passes_the_fence_in_the_name_of_another_life_or_without_a_lease()
    {
        await Join(1);
        await (await Pass(Address(1))).DisposeAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Pass(Address(1, generation: 2)));

        await _server.Sql(_database, "UPDATE watchfloor_member SET lease_until = clock_timestamp()");
        await Assert.ThrowsAsync<InvalidOperationException>(() => Pass(Address(1)));
        await _server.Sql(_database, "UPDATE watchfloor_member SET lease_until = clock_timestamp() + interval '1 h', evicted = true");
        await Assert.ThrowsAsync<InvalidOperationException>(() => Pass(Address(1)));
    }

    [Fact]
    public async Task Clusters_do_not_see_each_other()
    {
        await using var other = Open("other");
        await Join(1);

        Assert.Equal(1, (await new Membership(other, TimeSpan.FromSeconds(1)).Join(Member(2), Cancellation)).View.Number);

        Assert.Equal([Address(1)], (await Table.Read(Cancellation)).Rows.Select(row => row.Address));
    }

    [Fact]
    public async Task A_connection_that_broke_is_replaced()
    {
        await Join(1);
        await _server.Sql(
            _database,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        );
        await Assert.ThrowsAnyAsync<DbException>(() => Table.Read(Cancellation));

        await Table.Reset();

        Assert.Single((await Table.Read(Cancellation)).Rows);
    }

    [Fact]
    public async Task Batches_do_not_hold_up_renewals()
    {
        await Join(1);
        await using var batch = await Pass(Address(1));

        Assert.Equal(1, await Members().RenewLease(Address(1), 1, 0, Cancellation));
    }

    [Fact]
    public async Task Who_evicts_waits_for_the_batch_that_passed_and_lets_no_other_pass()
    {
        await Join(1);
        await Join(2);
        await using var open = await Pass(Address(2));

        var evicting = Table.Evict(new(Address(2), Address(1), 2, LeaseLeft: null), Cancellation);
        await Eventually.Sees("the lease is ended", () => Table.Read(Cancellation), read => read.RowOf(Address(2))!.IsExpired);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Pass(Address(2)));
        Assert.False(evicting.IsCompleted, "it did not wait for the batch");
        Assert.Equal(2, (await Table.Read(Cancellation)).Number);
        await open.Commit();

        Assert.True(await evicting);
        Assert.Equal(3, (await Table.Read(Cancellation)).Number);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Pass(Address(2)));
    }

    [Fact]
    public async Task A_member_whose_process_stood_still_while_it_sent_a_batch_is_taken_out()
    {
        await Join(1);
        await Join(2);
        using var half = await HalfABatch.Send(_server.Port, _database, Address(2));
        await half.IsOlderThan(TimeSpan.FromSeconds(5), _server);

        Assert.True(await Table.Evict(new(Address(2), Address(1), 2, LeaseLeft: null), Cancellation));
    }

    [Fact]
    public async Task A_member_is_taken_out_and_another_leaves_though_the_server_takes_no_connection_any_more()
    {
        await Join(1);
        await Join(2);
        await Table.Votes(Address(1), [], Cancellation);

        await _server.Sql("postgres", $"ALTER DATABASE {_database} CONNECTION LIMIT 0");
        try
        {
            await using var another = Open();
            await Assert.ThrowsAsync<PostgresException>(() => another.Read(Cancellation));

            Assert.True(await Table.Evict(new(Address(2), Address(1), 2, LeaseLeft: null), Cancellation));
            Assert.True(await Table.Leave(Address(1), 3, Cancellation));
            await Table.Depart(Address(1), Cancellation);
        }
        finally
        {
            await _server.Sql("postgres", $"ALTER DATABASE {_database} CONNECTION LIMIT -1");
        }
    }

    [Fact]
    public async Task A_connection_that_was_held_and_broke_is_replaced()
    {
        await Join(1);
        await Table.Votes(Address(1), [], Cancellation);
        await _server.Sql(
            _database,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        );
        await Assert.ThrowsAnyAsync<DbException>(() => Table.Votes(Address(1), [], Cancellation));

        Assert.Empty(await Table.Votes(Address(1), [], Cancellation));
    }

    [Fact]
    public async Task A_server_with_too_few_connections_for_its_members_is_named()
    {
        for (var number = 1; number <= 9; number++)
            Assert.Null((await Join(number)).Remark);

        var remark = (await Join(10)).Remark;

        Assert.Contains("10 silos may want 400: raise max_connections", remark);
    }

    [Fact]
    public async Task Who_is_evicted_can_be_seen_by_people_for_an_hour()
    {
        await Join(1);
        await Join(2);
        await Table.Evict(new(Address(2), Address(1), 2, LeaseLeft: null), Cancellation);
        await Join(3);
        Assert.Equal(1, await Rows("evicted"));

        await _server.Sql(_database, "UPDATE watchfloor_member SET lease_until = lease_until - interval '61 minutes' WHERE evicted");
        await Join(4);

        Assert.Equal(0, await Rows("evicted"));
    }

    [Fact]
    public async Task Renewals_tell_people_how_many_grains_are_in_memory()
    {
        await Join(1);

        await Members().RenewLease(Address(1), 1, activations: 17, Cancellation);

        Assert.Equal(1, await Rows("activations = 17"));
    }

    Task<long> Rows(string condition) => _server.Ask<long>(_database, $"SELECT count(*) FROM watchfloor_member WHERE {condition}");

    /// <summary>A batch of this member that has passed the fence and is open; it throws where the fence refuses it.</summary>
    async Task<Batch> Pass(SiloAddress member)
    {
        var connection = await _server.Superuser(_database);
        var transaction = await connection.BeginTransactionAsync(Cancellation);
        var fence = new MembershipFence(new SiloOf(member), null!).Check();
        await using var check = new NpgsqlCommand(fence.Sql, connection, transaction);
        foreach (var value in fence.Parameters)
            check.Parameters.Add(new() { Value = value });
        var batch = new Batch(connection, transaction);
        if (await check.ExecuteScalarAsync(Cancellation) is not null)
            return batch;
        await batch.DisposeAsync();
        throw new InvalidOperationException("The fence refuses it.");
    }

    sealed class Batch(NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
    {
        internal Task Commit() => transaction.CommitAsync(Cancellation);

        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
