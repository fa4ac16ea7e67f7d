using Watchfloor.Store;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>Several servers get the same wish at once.</summary>
public sealed class PostgresClaims : PostgresRoom
{
    [Fact]
    public async Task Of_many_who_claim_a_wish_one_gets_it_and_nobody_once_it_is_answered()
    {
        await using var first = await Open(Together);
        await using var second = await Open(Together);

        var won = await Task.WhenAll(Enumerable.Range(1, 20).Select(n => Claim(n % 2 == 0 ? first : second, (byte)n)));

        Assert.Single(won, true);
        Assert.Null(await Find(first));
        await Keep(first, "done");
        Assert.Equal("done", await Find(second));
        Assert.False(await Claim(second, 99));
        Assert.False(await Claim(first, 99));
    }

    [Fact]
    public async Task A_claim_lasts_until_it_is_given_up_by_its_own_or_its_time_is_over()
    {
        await using var first = await Open(Together);
        await using var second = await Open(Together);
        Assert.True(await Claim(first, 1));
        await Release(second, 2);
        Assert.False(await Claim(second, 2));

        await Release(first, 1);
        Assert.True(await Claim(second, 2));
        Clock.Forward(KeptAnswer.ClaimLasts);
        Assert.False(await Claim(first, 3));
        Clock.Forward(TimeSpan.FromSeconds(1));
        Assert.True(await Claim(first, 3));
    }

    [Fact]
    public async Task Of_two_who_answer_after_all_the_first_one_stays_until_it_is_over()
    {
        await using var first = await Open(Together);
        await using var second = await Open(Together);
        await Claim(first, 1);
        Clock.Forward(KeptAnswer.ClaimLasts * 2);
        Assert.True(await Claim(second, 2));

        await Keep(first, "slow");
        await Keep(second, "late");
        await Release(second, 2);
        Assert.Equal("slow", await Find(second));

        Clock.Forward(KeptAnswer.Lasts + TimeSpan.FromSeconds(1));
        Assert.True(await Claim(second, 3));
        Assert.Null(await Find(second));
    }

    [Fact]
    public async Task A_server_that_is_alone_writes_no_claims()
    {
        await using var alone = await Open();
        Assert.True(await Claim(alone, 1));
        Assert.True(await Claim(alone, 2));
        Assert.Equal(0, await Server.Ask<long>(Database, "SELECT count(*) FROM answers"));
    }

    static Task<bool> Claim(PostgresStore store, byte claimant) => store.Answers.Claim(Tenant, "ana", "k", new[] { claimant });

    static Task Release(PostgresStore store, byte claimant) => store.Answers.Release(Tenant, "ana", "k", new[] { claimant });

    static Task Keep(PostgresStore store, string body) =>
        store.Answers.Keep(Tenant, "ana", "k", new(new byte[] { 1 }, 204, new Dictionary<string, string>(), Utf8(body)));

    static async Task<string?> Find(PostgresStore store) =>
        await store.Answers.Find(Tenant, "ana", "k", Cancellation) is { } kept ? Text(kept.Body) : null;
}
