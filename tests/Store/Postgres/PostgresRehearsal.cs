using Watchfloor.Silo;
using Watchfloor.Store;
using Watchfloor.Tests.History;
using Watchfloor.Tests.Scenarios;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>What a silo reads before it joins.</summary>
public sealed class PostgresRehearsal : PostgresRoom
{
    [Fact]
    public async Task A_silo_that_rehearses_tells_what_is_stored_and_changes_nothing()
    {
        await using var store = await Open();
        foreach (var kind in (string[])[Kinds.Event, Kinds.Escalation, Kinds.Page, Kinds.Device])
        foreach (var commit in SampleJournals.Of(kind, Tenant).Take(20))
            await store.Commits.Commit(commit);
        var before = await Facts();

        Assert.DoesNotContain("rehearsed", await Rehearse(store), StringComparison.Ordinal);

        Assert.Equal(before, await Facts());
        Assert.Contains(
            store.Reads.Asked.Keys,
            sql => sql.Contains("FROM \"event\" WHERE tenant = $1 AND id = i.id", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_silo_that_cannot_tell_what_is_stored_says_so_and_goes_on()
    {
        await using var store = await Open();
        await store.Commits.Commit(Commit(Event("no-event"), 0));

        Assert.Contains("joins without having rehearsed", await Rehearse(store), StringComparison.Ordinal);
    }

    Task<long> Facts() => Server.Ask<long>(Database, "SELECT count(*) FROM journal");

    async Task<string> Rehearse(PostgresStore store)
    {
        var log = new RoomLog();
        using var logs = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(log));
        await new Rehearsal(
            store.Journals,
            store.Entities,
            store.DueTimes,
            store.Outbox,
            SampleJournals.Replays,
            Clock,
            logs.CreateLogger<Rehearsal>()
        ).Run(Cancellation);
        return $"{log}";
    }
}
