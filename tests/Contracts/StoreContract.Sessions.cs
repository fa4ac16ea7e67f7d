using Watchfloor.Store;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Contracts;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_session_is_found_until_it_ends_or_runs_out()
    {
        var (one, two) = (Session(1), Session(2) with { Until = Clock.GetUtcNow().AddHours(1) });
        await Store.Sessions.Begin(one, 9);
        await Store.Sessions.Begin(two, 9);

        var found = (await Store.Sessions.Find(one.Hash, Cancellation))!;
        Assert.Equal((one.Holder, one.Since, one.Until), (found.Holder, found.Since, found.Until));
        Clock.Forward(TimeSpan.FromHours(1));
        Assert.Null(await Store.Sessions.Find(two.Hash, Cancellation));
        await Store.Sessions.End(one.Hash);
        Assert.Null(await Store.Sessions.Find(one.Hash, Cancellation));
    }

    [Fact]
    public async Task A_session_knows_the_key_that_began_it_and_ends_when_the_installation_makes_its_holder_another()
    {
        await Store.Keys.Admit(Ana, "first", Cancellation);
        await Store.Sessions.Begin(Session(1) with { KeyHash = Hash("first") }, 9);
        await Store.Sessions.Begin(Session(2), 9);
        await Store.Sessions.Begin(Session(3) with { Holder = Ana with { Id = "ben" } }, 9);
        Assert.Equal(Hash("first"), (await Store.Sessions.Find(Session(1).Hash, Cancellation))!.KeyHash);
        Assert.Null((await Store.Sessions.Find(Session(2).Hash, Cancellation))!.KeyHash);

        await Store.Keys.Admit(Ana, "second", Cancellation);

        Assert.Null(await Store.Sessions.Find(Session(1).Hash, Cancellation));
        Assert.Null(await Store.Sessions.Find(Session(2).Hash, Cancellation));
        Assert.NotNull(await Store.Sessions.Find(Session(3).Hash, Cancellation));
        Assert.Null(await Store.Keys.Holder("first", Cancellation));
        Assert.Equal(Ana, await Store.Keys.Holder("second", Cancellation));
    }

    [Fact]
    public async Task Of_too_many_sessions_of_one_holder_those_end_that_would_end_first()
    {
        for (byte n = 1; n <= 3; n++)
            await Store.Sessions.Begin(Session(n) with { Until = T0.AddYears(10).AddHours(n == 2 ? 9 : n) }, 3);
        await Store.Sessions.Begin(Session(8) with { Holder = Ana with { Id = "ben" }, Until = T0.AddYears(9) }, 3);
        await Store.Sessions.Begin(Session(9) with { Holder = Ana with { Tenant = Other }, Until = T0.AddYears(9) }, 3);

        await Store.Sessions.Begin(Session(4) with { Until = T0.AddYears(10).AddHours(4), KeyHash = Hash("k") }, 3);
        await Store.Sessions.Begin(Session(5) with { Until = T0.AddYears(10).AddHours(4), Since = T0.AddHours(1) }, 3);

        var stay = new List<byte>();
        for (byte n = 1; n <= 9; n++)
        {
            if (await Store.Sessions.Find(Session(n).Hash, Cancellation) is not null)
                stay.Add(n);
        }
        Assert.Equal([2, 4, 5, 8, 9], stay);
        Assert.Equal(Hash("k"), (await Store.Sessions.Find(Session(4).Hash, Cancellation))!.KeyHash);
    }

    [Fact]
    public async Task A_renewal_moves_an_end_on_and_never_brings_back_a_session_that_ended()
    {
        var (used, ended) = (Session(1) with { Until = Clock.GetUtcNow().AddHours(1) }, Session(2));
        await Store.Sessions.Begin(used, 9);
        await Store.Sessions.Begin(ended, 9);
        await Store.Sessions.End(ended.Hash);

        await Store.Sessions.Renew(ended.Hash, T0.AddYears(11));
        await Store.Sessions.Renew(used.Hash, used.Until.AddHours(2));
        await Store.Sessions.Renew(used.Hash, used.Until.AddHours(1)); // later, of a process that looked earlier

        Assert.Null(await Store.Sessions.Find(ended.Hash, Cancellation));
        var found = (await Store.Sessions.Find(used.Hash, Cancellation))!;
        Assert.Equal((used.Holder, used.Since, used.Until.AddHours(2)), (found.Holder, found.Since, found.Until));
    }

    [Fact]
    public async Task Of_all_sessions_of_one_holder_one_may_stay_that_has_not_ended()
    {
        for (byte n = 1; n <= 3; n++)
            await Store.Sessions.Begin(Session(n), 9);
        await Store.Sessions.Begin(Session(4) with { Holder = Ana with { Id = "ben" } }, 9);

        await Store.Sessions.EndAll(Tenant, "ana", but: Session(2).Hash);
        Assert.NotNull(await Store.Sessions.Find(Session(2).Hash, Cancellation));
        Assert.Null(await Store.Sessions.Find(Session(1).Hash, Cancellation));

        await Store.Sessions.EndAll(Tenant, "ana", but: Session(4).Hash); // which is not hers
        foreach (byte n in new[] { 1, 2, 3 })
            Assert.Null(await Store.Sessions.Find(Session(n).Hash, Cancellation));
        Assert.NotNull(await Store.Sessions.Find(Session(4).Hash, Cancellation));
    }

    [Fact]
    public async Task All_sessions_of_one_holder_end_at_once()
    {
        await Store.Sessions.Begin(Session(1), 9);
        await Store.Sessions.Begin(Session(2), 9);
        await Store.Sessions.Begin(Session(3) with { Holder = Ana with { Id = "ben" } }, 9);
        await Store.Sessions.Begin(Session(4) with { Holder = Ana with { Tenant = Other } }, 9);

        await Store.Sessions.EndAll(Tenant, "ana");

        Assert.Null(await Store.Sessions.Find(Session(1).Hash, Cancellation));
        Assert.Null(await Store.Sessions.Find(Session(2).Hash, Cancellation));
        Assert.NotNull(await Store.Sessions.Find(Session(3).Hash, Cancellation));
        Assert.NotNull(await Store.Sessions.Find(Session(4).Hash, Cancellation));
    }

    static StoredSession Session(byte n) => new(new[] { n }, Ana, T0, T0.AddYears(10));
}
