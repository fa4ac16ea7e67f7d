using Watchfloor.Kernel;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>What a database is set to for everybody does not weaken what a commit promises.</summary>
public sealed class PostgresDurable : PostgresRoom
{
    [Theory]
    [InlineData("off", "on")]
    [InlineData("on", "on")]
    [InlineData("local", "local")]
    [InlineData("remote_apply", "remote_apply")]
    public async Task A_lane_waits_for_the_disk_whatever_the_database_is_set_to(string given, string used)
    {
        await Server.Sql(
            Database,
            $"""
            ALTER DATABASE {Database} SET synchronous_commit = {given};
            CREATE TABLE seen (value text); GRANT ALL ON seen TO watchfloor;
            """
        );
        try
        {
            await using var store = await Open();
            await Server.Sql(
                Database,
                """
                CREATE FUNCTION look() RETURNS trigger LANGUAGE plpgsql AS
                  $d$ BEGIN INSERT INTO seen VALUES (current_setting('synchronous_commit')); RETURN NEW; END $d$;
                CREATE TRIGGER looked BEFORE INSERT ON journal FOR EACH ROW EXECUTE FUNCTION look();
                """
            );
            Assert.IsType<CommitResult.Committed>(await store.Commits.Commit(Commit(Event("e1"), 0)));

            Assert.Equal(used, await Server.Ask<string>(Database, "SELECT value FROM seen"));
        }
        finally
        {
            await Server.Sql(Database, $"ALTER DATABASE {Database} RESET synchronous_commit");
        }
    }
}
