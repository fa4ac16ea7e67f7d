using Watchfloor.Store;
using Watchfloor.Store.Postgres;
using Watchfloor.Tests.Clocks;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>Entries of the audit that nobody waits for.</summary>
public sealed class PostgresAuditBehind : PostgresRoom
{
    readonly ManualClock _clock = new();

    [Fact]
    public async Task What_comes_within_a_moment_shares_a_transaction_and_keeps_its_order()
    {
        await using var store = await Open(Tuning with { Time = _clock });
        var behind = new List<Task>();
        for (var i = 1; i <= 3; i++)
        {
            behind.Add(store.Audit.AddBehind(Entry(i)));
            await store.Audit.Add(Entry(10 * i)); // its transaction is over
        }
        _clock.Advance(Gathering<AuditEntry>.Moment);
        await Task.WhenAll(behind).WaitAsync(Eventually.Patience, Cancellation);

        Assert.Equal(1, await Server.Ask<long>(Database, "SELECT count(DISTINCT xmin::text) FROM audit WHERE length(path) = 2"));
        var paths = (await store.Audit.List(Tenant, new(), 9, null, Cancellation)).Items.Select(entry => entry.Path);
        Assert.Equal(["/3", "/2", "/1", "/30", "/20", "/10"], paths);
    }

    [Fact]
    public async Task Who_are_many_do_not_wait_for_more()
    {
        await using var store = await Open(Tuning with { Time = _clock });

        await Task.WhenAll(Enumerable.Range(1, 256).Select(i => store.Audit.AddBehind(Entry(i))))
            .WaitAsync(Eventually.Patience, Cancellation);

        Assert.Equal(256, await Server.Ask<long>(Database, "SELECT count(*) FROM audit"));
    }

    [Fact]
    public async Task What_waits_at_the_end_is_written()
    {
        var store = await Open(Tuning with { Time = _clock });
        var behind = store.Audit.AddBehind(Entry(1));

        await store.DisposeAsync();

        await behind.WaitAsync(Eventually.Patience, Cancellation);
        Assert.Equal(1, await Server.Ask<long>(Database, "SELECT count(*) FROM audit"));
    }

    static AuditEntry Entry(int n) => new(Tenant, T0, "ana", "raise", $"/{n}", 200, Trace: null);
}
