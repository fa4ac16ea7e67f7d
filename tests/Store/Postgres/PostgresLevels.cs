using Watchfloor.Kernel;
using Watchfloor.Store;
using Watchfloor.Store.Postgres;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>The feature level of a database goes up with those who have it, and never down.</summary>
public sealed class PostgresLevels : PostgresRoom
{
    static readonly PostgresTuning Next = Together with { Level = 2 };

    [Fact]
    public async Task It_rises_no_higher_than_the_least_of_those_who_have_it_knows()
    {
        await using var older = await Open(Together);
        await using var newer = await Open(Next);

        Assert.Equal(1, await newer.Level.Raise(2, Cancellation));
        await older.DisposeAsync();
        Assert.Equal(2, await newer.Level.Raise(2, Cancellation));

        Assert.Equal(2, newer.Level.Current);
        Assert.Equal(2, await newer.Level.Raise(1, Cancellation));
    }

    [Fact]
    public async Task Who_knows_less_is_refused_in_one_sentence_and_changes_nothing()
    {
        await using (await Open(Next)) { }

        foreach (var tuning in new[] { Together, Tuning })
        {
            var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => Open(tuning));
            Assert.Contains("it has been upgraded to feature level 2, and this version knows 1; start the newer version", refused.Message);
        }
        await using var again = await Open(Next);
        Assert.Equal(2, again.Level.Current);
    }

    [Fact]
    public async Task One_alone_raises_it_to_his_own()
    {
        await using (await Open(Together)) { }
        await using (await Open(Tuning with { Level = 3 })) { }

        Assert.Contains("feature level 3", (await Assert.ThrowsAsync<StoreRefusedException>(() => Open(Next))).Message);
    }

    [Fact]
    public async Task Others_hear_of_it()
    {
        await using var one = await Open(Together);
        await using var two = await Open(Next);
        await using var three = await Open(Next);
        await one.DisposeAsync();
        Assert.Equal(1, three.Level.Current);

        await two.Level.Raise(2, Cancellation);
        await three.Level.Raise(FeatureLevels.First, Cancellation);

        Assert.Equal(2, three.Level.Current);
    }

    /// <summary>It was cut off when the level rose, and must not go on as if nothing had been.</summary>
    [Fact]
    public async Task Who_was_cut_off_meanwhile_and_knows_less_stays_in_trouble()
    {
        await using var older = await Open(Together);
        await Server.Sql(Database, "INSERT INTO meta VALUES ('feature_level', '2')");
        await Server.Sql(
            Database,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'watchfloor watch' AND datname = current_database()"
        );

        await Eventually.Sees(
            "the trouble",
            () => older.Health.Trouble,
            trouble => trouble?.Contains("feature level 2", StringComparison.Ordinal) == true
        );
    }
}
