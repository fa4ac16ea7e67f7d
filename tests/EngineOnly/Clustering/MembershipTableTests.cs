using Orleans.Clustering;
using static Watchfloor.Tests.EngineOnly.Clustering.Lives;

namespace Watchfloor.Tests.EngineOnly.Clustering;

/// <summary>What every table of members promises.</summary>
public abstract class MembershipTableTests
{
    static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    static readonly TimeSpan Short = TimeSpan.FromMilliseconds(1);

    internal abstract IMembershipTable Table { get; }

    internal Membership Members(TimeSpan? lease = null) => new(Table, lease ?? Long);

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal async Task<Joined> Join(int number, TimeSpan? lease = null, int generation = 1) =>
        await Members(lease).Join(Member(number, generation), Cancellation);

    Task<bool> Evict(int member, int by, long seen, bool onlyIfExpired = false) =>
        Table.Evict(new(Address(member), Address(by), seen, onlyIfExpired ? TimeSpan.Zero : null), Cancellation);

    [Fact]
    public async Task The_first_who_joins_makes_view_and_secret()
    {
        var joined = await Join(1);

        Assert.Equal(1, joined.View.Number);
        Assert.Equal([Member(1)], joined.View.Members);
        Assert.Equal(Membership.SecretLength, joined.Secret.Length);
        var row = Assert.Single((await Table.Read(Cancellation)).Rows);
        Assert.Equal((Member(1), 0, false), (row.Member, row.Acknowledged, row.IsExpired));
    }

    [Fact]
    public async Task The_next_gets_the_next_view_and_the_same_secret()
    {
        var first = await Join(1);
        var second = await Join(2);

        Assert.Equal(2, second.View.Number);
        Assert.Equal([Member(1), Member(2)], second.View.Members.OrderBy(member => member.Name));
        Assert.Equal(first.Secret.ToArray(), second.Secret.ToArray());
        Assert.Equal(second.View.Members.Order(ByName), (await Table.Read(Cancellation)).View.Members.Order(ByName));
    }

    [Fact]
    public async Task Of_all_who_join_at_once_each_makes_a_view_of_its_own()
    {
        var joined = await Task.WhenAll(Enumerable.Range(1, 8).Select(number => Task.Run(() => Join(number))));

        Assert.Equal(Enumerable.Range(1, 8).Select(number => (long)number), joined.Select(one => one.View.Number).Order());
        Assert.Equal(8, (await Table.Read(Cancellation)).Rows.Length);
        Assert.Single(joined.Select(one => Convert.ToHexString(one.Secret.Span)).Distinct());
    }

    [Fact]
    public async Task Votes_of_members_are_known_to_all_until_they_are_taken_back()
    {
        await Join(1);
        await Join(2);
        await Join(3);

        Assert.Equal([new Vote(Address(1), Address(3))], await Votes(1, 3));
        Assert.Equal([new Vote(Address(1), Address(3)), new Vote(Address(2), Address(3))], await Votes(2, 3));
        Assert.Equal([new Vote(Address(2), Address(3))], await Votes(1));
        await Evict(2, by: 1, seen: 3);
        Assert.Empty(await Votes(1));
        Assert.True((await Table.Read(Cancellation)).View.Has(Address(3)));

        async Task<IEnumerable<Vote>> Votes(int by, params int[] of) =>
            (await Members().Votes(Address(by), [.. of.Select(one => Address(one))], Cancellation)).OrderBy(static vote => vote.By);
    }

    [Fact]
    public async Task Who_has_not_seen_the_last_view_makes_none()
    {
        await Join(1);

        Assert.Null(await Table.Join(Member(2), seen: 0, new byte[32], Long, Cancellation));
        Assert.False(await Table.Leave(Address(1), seen: 0, Cancellation));
        await Join(2);
        Assert.False(await Evict(2, by: 1, seen: 1));

        var read = await Table.Read(Cancellation);
        Assert.Equal(2, read.Number);
        Assert.All(read.Rows, row => Assert.True(row.Member.TakesGrains));
        Assert.False(read.RowOf(Address(2))!.IsExpired);
    }

    [Fact]
    public async Task Each_life_of_an_address_has_a_generation_of_its_own()
    {
        Assert.Equal(Address(1, generation: 5), (await Join(1, generation: 5)).Address);
        Assert.Equal(Address(1, generation: 6), (await Join(1, generation: 5)).Address);
        Assert.Equal(Address(1, generation: 7), (await Join(1, generation: 3)).Address);
        Assert.Equal(Address(1, generation: 20), (await Join(1, generation: 20)).Address);
    }

    [Fact]
    public async Task A_renewal_acknowledges_and_tells_the_newest_view()
    {
        await Join(1);
        await Join(2);

        Assert.Equal(2, await Members().RenewLease(Address(1), acknowledged: 2, activations: 7, Cancellation));

        Assert.Equal(2, (await Table.Read(Cancellation)).RowOf(Address(1))!.Acknowledged);
    }

    [Fact]
    public async Task A_renewal_that_comes_late_takes_no_acknowledgement_back()
    {
        await Join(1);
        await Members().RenewLease(Address(1), acknowledged: 2, activations: 0, Cancellation);

        await Members().RenewLease(Address(1), acknowledged: 1, activations: 0, Cancellation);

        Assert.Equal(2, (await Table.Read(Cancellation)).RowOf(Address(1))!.Acknowledged);
    }

    [Fact]
    public async Task A_lease_that_ran_out_may_be_renewed()
    {
        await Join(1, Short);
        await Expired(1);

        Assert.Equal(1, await Members().RenewLease(Address(1), 0, 0, Cancellation));

        Assert.False((await Table.Read(Cancellation)).RowOf(Address(1))!.IsExpired);
    }

    [Fact]
    public async Task Who_is_evicted_is_in_no_view_and_renews_nothing()
    {
        await Join(1);
        await Join(2);

        Assert.True(await Evict(2, by: 1, seen: 2));

        var read = await Table.Read(Cancellation);
        Assert.Equal(3, read.Number);
        Assert.Equal([Address(1)], read.Rows.Select(row => row.Address));
        Assert.Null(await Members().RenewLease(Address(2), 3, 0, Cancellation));
        Assert.Equal(3, (await Table.Read(Cancellation)).Number);
        Assert.Null((await Table.Read(Cancellation)).RowOf(Address(2)));
    }

    [Fact]
    public async Task Who_renews_in_time_is_not_evicted_for_his_lease()
    {
        await Join(1);
        await Join(2, Short);
        await Expired(2);
        await Members().RenewLease(Address(2), 0, 0, Cancellation);

        Assert.False(await Evict(2, by: 1, seen: 2, onlyIfExpired: true));

        Assert.Equal(2, (await Table.Read(Cancellation)).Number);
    }

    [Fact]
    public async Task Who_does_not_renew_is_evicted_for_his_lease()
    {
        await Join(1);
        await Join(2, Short);
        await Expired(2);

        Assert.True(await Evict(2, by: 1, seen: 2, onlyIfExpired: true));
    }

    [Fact]
    public async Task Who_is_no_member_evicts_nobody()
    {
        await Join(1);

        Assert.False(await Evict(1, by: 9, seen: 1));

        Assert.Single((await Table.Read(Cancellation)).Rows);
    }

    [Fact]
    public async Task Of_two_who_evict_each_other_one_stays()
    {
        await Join(1);
        await Join(2);

        var done = await Task.WhenAll(Task.Run(() => Evict(1, by: 2, seen: 2)), Task.Run(() => Evict(2, by: 1, seen: 2)));

        Assert.Single(done, true);
        Assert.Single((await Table.Read(Cancellation)).Rows);
    }

    [Fact]
    public async Task Nothing_is_placed_on_who_leaves_and_his_row_stays_until_he_departs()
    {
        await Join(1);
        await Join(2);

        Assert.Equal(3, await Members().Leave(Address(2), Cancellation));
        Assert.Equal(3, await Members().Leave(Address(2), Cancellation)); // an answer that was lost
        var left = await Table.Read(Cancellation);
        Assert.False(left.RowOf(Address(2))!.Member.TakesGrains);
        Assert.All(Lives.Grains(50), grain => Assert.Equal(Address(1), left.View.OwnerOf(grain)));

        await Members().Depart(Address(2), Cancellation);

        var departed = await Table.Read(Cancellation);
        Assert.Equal(3, departed.Number);
        Assert.Equal([Address(1)], departed.Rows.Select(row => row.Address));
        Assert.Equal(0, await Members().Leave(Address(2), Cancellation));
    }

    static readonly Comparer<Member> ByName = Comparer<Member>.Create((one, other) => string.CompareOrdinal(one.Name, other.Name));

    Task Expired(int member) =>
        Eventually.Sees(
            $"the lease of {member} has run out",
            () => Table.Read(Cancellation),
            read => read.RowOf(Address(member))!.IsExpired
        );
}

public sealed class MemoryMembershipTableTests : MembershipTableTests
{
    internal override IMembershipTable Table { get; } = new MemoryMembershipTable(TimeProvider.System);

    [Fact]
    public void Who_names_the_same_cluster_gets_the_same_table()
    {
        var name = $"{Guid.NewGuid()}";

        Assert.Same(MemoryMembershipTable.Of(name, TimeProvider.System), MemoryMembershipTable.Of(name, TimeProvider.System));
        Assert.NotSame(MemoryMembershipTable.Of(name, TimeProvider.System), MemoryMembershipTable.Of($"{name}2", TimeProvider.System));
    }
}
