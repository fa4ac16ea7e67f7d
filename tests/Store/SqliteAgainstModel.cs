using Watchfloor.Store;
using Watchfloor.Tests.Contracts;

namespace Watchfloor.Tests.Stores;

public sealed class SqliteAgainstModel : IDisposable
{
    const int Commits = 2_000;

    readonly TemporaryDirectory _directory = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(20_261_120)]
    [InlineData(-7)]
    public async Task Random_commits_leave_what_a_simple_model_says(int seed)
    {
        var random = new Random(seed);
        var model = new StoreModel();
        await using (var store = SqliteStore.Open(_directory.Path, new StoreContractClock()))
        {
            for (var done = 0; done < Commits; )
                done += await StoreModelWalk.Burst(store, model, random);
            await model.Check(store, Cancellation);
        }
        await using var again = SqliteStore.Open(_directory.Path, new StoreContractClock());
        await model.Check(again, Cancellation);
    }
}
