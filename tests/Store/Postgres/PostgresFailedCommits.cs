using Npgsql;
using Watchfloor.Kernel;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>A batch that fails as a whole, and what is enqueued while it is under way.</summary>
public sealed class PostgresFailedCommits : PostgresRoom
{
    const int Gate = 7;

    [Fact]
    public async Task What_was_decided_on_a_commit_that_failed_is_lost_with_it()
    {
        await using var store = await Open(Tuning with { Lanes = 1 });
        await store.Commits.Commit(Commit(Event("e1"), 0));
        await using var gate = await Server.Superuser(Database);
        await Run(gate, $"SELECT pg_advisory_lock({Gate})");
        await Run(
            gate,
            $"""
            CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $d$
            BEGIN
                IF pg_try_advisory_xact_lock({Gate}) THEN RETURN NEW; END IF;
                PERFORM pg_advisory_xact_lock({Gate});
                RAISE EXCEPTION 'broken' USING ERRCODE = 'XX001';
            END $d$;
            CREATE TRIGGER broken BEFORE INSERT ON journal FOR EACH ROW WHEN (NEW.id = 'e1') EXECUTE FUNCTION broken()
            """
        );

        var failed = store.Commits.Commit(Commit(Event("e1"), 1));
        await PrivatePostgres.Eventually(() =>
            Server.Ask<bool>(
                Database,
                $"SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = {Gate} AND NOT granted)"
            )
        );
        var behind = store.Commits.Commit(Commit(Event("e1"), 1) with { Request = new("another") });
        await Run(gate, $"SELECT pg_advisory_unlock({Gate})");

        await Assert.ThrowsAsync<StoreFailedException>(() => failed);
        Assert.IsType<CommitResult.Conflict>(await behind);
        Assert.IsType<CommitResult.Committed>(await store.Commits.Commit(Commit(Event("e1"), 1)));
    }

    static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
