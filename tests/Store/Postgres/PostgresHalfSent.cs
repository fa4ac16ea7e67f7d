using Watchfloor.Telemetry;
using Watchfloor.Tests.EngineOnly.Clustering;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>A server stands still in the midst of sending samples: no fence is in their batch, so nobody's eviction ends it.</summary>
public sealed class PostgresHalfSent : PostgresRoom
{
    /// <summary>As a batch of samples begins.</summary>
    static readonly string[] Begun = ["SELECT pg_advisory_xact_lock(7236833301949)", "SELECT pg_current_xact_id()"];

    [Fact]
    public async Task The_others_read_on_and_have_their_turn()
    {
        await using var store = await Open(Together with { HalfSent = TimeSpan.FromSeconds(2) });
        await store.Commits.Commit(Commit(Of(Kinds.Device, "pump"), 0));
        var start = await store.Feed.Head(Cancellation);
        using var half = await HalfABatch.Send(Server.Port, Database, Watchfloor.Store.Postgres.Database.LaneName, Begun);
        await half.IsOlderThan(TimeSpan.FromMilliseconds(200), Server);

        await store.Commits.Commit(Commit(Event("e1"), 0) with { Outbox = [Message("a", "x")] });
        var batch = new TelemetryBatch(1, "edge", "a", 1, [new("pump/flow", T0, 1, 192)]);

        Assert.Single(await store.Telemetry.Append(Tenant, batch, T0));
        await PrivatePostgres.Eventually(async () => (await store.Feed.After(start, 10, Cancellation)).Items.Count == 1);
        await PrivatePostgres.Eventually(async () => (await store.Outbox.After(0, 10, Cancellation)).Count == 2);
    }
}
