using Watchfloor.Kernel;
using Watchfloor.Store;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores;

public sealed class SqliteRegistration : IDisposable
{
    readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Every_port_is_served_by_the_one_store_of_the_container()
    {
        await using var services = new ServiceCollection().AddSqliteStore(_directory.Path).BuildServiceProvider();
        var store = services.GetRequiredService<IStore>();

        Assert.IsType<UpcastJournal>(services.GetRequiredService<IEventReads>()); // it reads older shapes for everybody
        foreach (var property in typeof(IStore).GetProperties().Where(port => port.Name != nameof(IStore.Events)))
            Assert.Same(property.GetValue(store), services.GetRequiredService(property.PropertyType));
    }

    [Fact]
    public async Task A_container_that_ends_drains_the_store_and_sets_the_directory_free()
    {
        foreach (var version in new[] { 0, 1 })
        {
            var services = new ServiceCollection().AddSqliteStore(_directory.Path).BuildServiceProvider();
            var pending = services.GetRequiredService<ICommits>().Commit(Commit(Event("e1"), version));
            if (version == 0)
                await services.DisposeAsync();
            else
                await Task.Run(services.Dispose, TestContext.Current.CancellationToken); // as a synchronous host ends it
            Assert.True(pending.IsCompletedSuccessfully);
        }

        await using var store = SqliteStore.Open(_directory.Path, TimeProvider.System);
        Assert.Equal(2, store.Health.Facts);
    }
}
