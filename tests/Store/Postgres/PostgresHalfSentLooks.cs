using Watchfloor.Store.Postgres;
using Watchfloor.Tests.Clocks;
using Watchfloor.Tests.EngineOnly.Clustering;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>Which batches are ended. The looks go by a clock that the test drives, the age of a batch by that of the database.</summary>
public sealed class PostgresHalfSentLooks : PostgresRoom
{
    const string Lane = Watchfloor.Store.Postgres.Database.LaneName;
    const string Upkeep = Watchfloor.Store.Postgres.Database.UpkeepName;

    readonly ManualClock _clock = new();

    PostgresTuning Old => Together with { HalfSent = TimeSpan.FromMilliseconds(10), Time = _clock };

    [Fact]
    public async Task Those_of_all_lanes_that_stand_still_and_neither_one_that_gets_on_nor_anybody_elses()
    {
        using var lane = await Half(Lane, "lane");
        using var upkeep = await Half(Upkeep, "upkeep");
        using var slow = await Half(Lane, "slow0");
        using var stranger = await Half("psql", "stranger");
        await Are("lane", "slow0", "stranger", "upkeep");
        await using var database = new Watchfloor.Store.Postgres.Database(Server.To(Database), Old);

        await using var ending = new HalfSent(new(database), Old);
        await HasLooked();
        await slow.GoOn("SELECT 1 AS slow1");
        await Are("lane", "slow1", "stranger", "upkeep");
        await Look();
        await Are("slow1", "stranger");

        await Look();
        await Are("stranger");
    }

    [Fact]
    public async Task None_that_is_young()
    {
        using var lane = await Half(Lane, "lane0");
        await Are("lane0");
        var tuning = Old with { HalfSent = TimeSpan.FromHours(1) };
        await using var database = new Watchfloor.Store.Postgres.Database(Server.To(Database), tuning);

        await using var ending = new HalfSent(new(database), tuning);
        await HasLooked();
        await Look();

        // Twice: one that was told to end may take in what came before.
        await lane.GoOn("SELECT 1 AS lane1");
        await Are("lane1");
        await lane.GoOn("SELECT 1 AS lane2");
        await Are("lane2");
    }

    [Fact]
    public async Task After_the_database_was_away_too()
    {
        await using var database = new Watchfloor.Store.Postgres.Database(Server.To(Database), Old);
        await using var ending = new HalfSent(new(database), Old);
        await HasLooked();
        using var lane = await Half(Lane, "lane");
        await Are("lane");

        await Server.Sql("postgres", $"ALTER DATABASE {Database} CONNECTION LIMIT 0");
        try
        {
            await Server.Sql(
                Database,
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'watchfloor reader'"
            );
            await Look();
        }
        finally
        {
            await Server.Sql("postgres", $"ALTER DATABASE {Database} CONNECTION LIMIT -1");
        }

        await Look();
        await Look();
        await Are();
    }

    Task<HalfABatch> Half(string program, string name) => HalfABatch.Send(Server.Port, Database, program, $"SELECT 1 AS {name}");

    /// <summary>Until these batches are there, have stood still for a while, and no others.</summary>
    Task Are(params string[] names) =>
        Eventually.Sees(
            $"the batches [{string.Join(' ', names)}]",
            () =>
                Server.Ask<string>(
                    Database,
                    """
                    SELECT coalesce(string_agg(substr(query, 13), ' ' ORDER BY query COLLATE "C"), '') FROM pg_stat_activity
                    WHERE datname = current_database() AND query LIKE 'SELECT 1 AS %' AND wait_event = 'ClientRead'
                      AND xact_start < clock_timestamp() - interval '20 milliseconds'
                    """
                ),
            seen => seen == string.Join(' ', names)
        );

    async Task Look()
    {
        _clock.AdvanceTo(_clock.NextDue!.Value);
        await HasLooked();
    }

    /// <summary>It rests until the next look.</summary>
    Task HasLooked() => Eventually.Is("a look", () => _clock.NextDue is not null);
}
