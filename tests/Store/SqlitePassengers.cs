using Watchfloor.Store;
using Watchfloor.Store.Sqlite;
using Watchfloor.Tests.Contracts;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores;

/// <summary>What nobody waits for costs no flush of its own, and waits for none for ever.</summary>
public sealed class SqlitePassengers : IDisposable
{
    const int Rounds = 20;
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    readonly TemporaryDirectory _directory = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_was_delivered_is_forgotten_with_the_next_commit()
    {
        await using var store = Open(patience: TimeSpan.FromHours(1));
        await GoAlong(store, () => store.Outbox.Done([1]));
    }

    [Fact]
    public async Task What_a_machine_told_is_written_down_with_the_next_commit()
    {
        await using var store = Open(patience: TimeSpan.FromHours(1));
        await GoAlong(store, () => store.Audit.AddBehind(Entry));
        var book = await store.Audit.List(Tenant, new(), Rounds * 2, null, Cancellation);
        Assert.Equal(Rounds, book.Items.Count);
    }

    [Fact]
    public async Task Where_no_commit_comes_it_is_written_by_itself()
    {
        await using var store = Open(Passengers.Patience);
        await store.Audit.AddBehind(Entry).WaitAsync(Deadline, Cancellation);
        Assert.Single((await store.Audit.List(Tenant, new(), 10, null, Cancellation)).Items);
    }

    [Fact]
    public async Task What_waits_at_the_end_is_written()
    {
        Task behind;
        await using (var store = Open(patience: TimeSpan.FromHours(1)))
            behind = store.Audit.AddBehind(Entry);
        await behind.WaitAsync(Deadline, Cancellation);
        await using var later = Open(Passengers.Patience);
        Assert.Single((await later.Audit.List(Tenant, new(), 10, null, Cancellation)).Items);
    }

    static AuditEntry Entry => new(Tenant, T0, "key", "ingestEvent", "/api/v1/events/ingest", 201, null);

    SqliteStore Open(TimeSpan patience) => SqliteStore.Open(_directory.Path, new StoreContractClock(), null, patience);

    static async Task GoAlong(SqliteStore store, Func<Task> told)
    {
        var flushes = store.Health.Flushes;
        for (var i = 0; i < Rounds; i++)
        {
            var along = told();
            await store.Commits.Commit(Commit(Event($"e{i}"), 0));
            await along.WaitAsync(Deadline, Cancellation);
        }
        Assert.Equal(flushes + Rounds, store.Health.Flushes);
    }
}
