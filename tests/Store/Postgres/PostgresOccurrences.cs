using Watchfloor.Kernel;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>Sources tell again what somebody has, and the commits of new events are what finds it out.</summary>
public sealed class PostgresOccurrences : PostgresRoom
{
    [Fact]
    public async Task What_is_claimed_already_loses_alone_and_at_once()
    {
        await using var store = await Open(Tuning with { Lanes = 1 });
        await store.Commits.Commit(Commit(Event("e1"), 0) with { Claims = [Claim("alarm-7", "e1")] });
        await store.Commits.Commit(Commit(Event("e2"), 0));
        var before = await Attempts();

        var begins = await store.Commits.Commit(Commit(Event("e3"), 0) with { Claims = [Claim("alarm-7", "e3")] });
        var goesOn = await store.Commits.Commit(Commit(Event("e2"), 1) with { Claims = [Claim("alarm-8", "e2"), Claim("alarm-7", "e2")] });

        Assert.Equal((new CommitResult.Claimed("e1"), new CommitResult.Claimed("e1")), (begins, goesOn));
        Assert.Equal(before + 2, await Attempts());
        Assert.Equal(
            CommitResult.Committed.Instance,
            await store.Commits.Commit(Commit(Event("e2"), 1) with { Claims = [Claim("alarm-8", "e2")] })
        );
    }

    [Fact]
    public async Task What_another_server_claims_loses_too()
    {
        await using var one = await Open(Together);
        await using var other = await Open(Together);
        var claims = Enumerable
            .Range(0, 40)
            .Select(i => Commit(Event($"e{i:00}"), 0) with { Claims = [Claim($"alarm-{i / 2}", $"e{i:00}")] });

        var results = await Task.WhenAll(claims.Select((claim, i) => (i % 2 == 0 ? one : other).Commits.Commit(claim)).ToList());

        foreach (var (first, second) in results.Chunk(2).Select((pair, i) => (pair[0], pair[1])))
            Assert.Single((CommitResult[])[first, second], CommitResult.Committed.Instance);
        Assert.Equal(20, results.OfType<CommitResult.Claimed>().Count());
    }

    /// <summary>Each of a lane has a number.</summary>
    Task<long> Attempts() => Server.Ask<long>(Database, "SELECT flush FROM lanes WHERE lane = 0");
}
