namespace Watchfloor.Tests.Stores.Postgres;

public sealed class PostgresAgainstModel : PostgresRoom
{
    const int Commits = 1_500;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, -7)]
    [InlineData(4, 20_261_120)]
    [InlineData(4, 3)]
    public async Task Random_commits_leave_what_a_simple_model_says(int lanes, int seed)
    {
        var (random, model, tuning) = (new Random(seed), new StoreModel(), Tuning with { Lanes = lanes });
        await using (var store = await Open(tuning))
        {
            // Who gets a claim that two lanes want at the same moment is a matter of chance.
            for (var done = 0; done < Commits; )
                done += await StoreModelWalk.Burst(store, model, random, sharesClaims: lanes == 1);
            await model.Check(store, Cancellation, isOneLine: lanes == 1);
        }
        await using var again = await Open(tuning);
        await model.Check(again, Cancellation, isOneLine: lanes == 1);
    }
}
