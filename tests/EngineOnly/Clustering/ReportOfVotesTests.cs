using System.Data.Common;
using Npgsql;
using Orleans.Clustering;
using Watchfloor.Clusters;
using Watchfloor.Kernel;
using Watchfloor.Silo;
using Watchfloor.Tests.Api.Fakes;
using Watchfloor.Tests.Kernel;
using Watchfloor.Tests.Stores.Postgres;
using static Watchfloor.Tests.EngineOnly.Clustering.Lives;

namespace Watchfloor.Tests.EngineOnly.Clustering;

/// <summary>What people are told of the votes that members give each other.</summary>
public sealed class ReportOfVotesTests : IAsyncLifetime
{
    static readonly CancellationToken Now = TestContext.Current.CancellationToken;

    PrivatePostgres _server = null!;
    string _name = "";
    AdoNetMembershipTable _table = null!;
    ClusterDatabase _database = null!;

    static ReportOfVotesTests() => DbProviderFactories.RegisterFactory("Npgsql", NpgsqlFactory.Instance);

    public async ValueTask InitializeAsync()
    {
        _server = await PrivatePostgres.Shared;
        _name = await _server.Create();
        _database = new(_server.To(_name));
        await _database.Run(ProcessBook.Table, Now);
        _table = new(new("options", "Npgsql", _server.To(_name), null), "c", TimeSpan.FromSeconds(40));
    }

    public async ValueTask DisposeAsync()
    {
        await _table.DisposeAsync();
        await _database.DisposeAsync();
        await _server.GiveBack(_name);
    }

    [Fact]
    public async Task Names_who_is_not_reached_and_by_whom_as_long_as_all_of_them_are_members()
    {
        Assert.Empty(await Unreached());
        var membership = new Membership(_table, TimeSpan.FromSeconds(40));
        foreach (var number in new[] { 1, 2, 3 })
            await membership.Join(Member(number), Now);
        await membership.Votes(Address(2), [Address(3)], Now);
        await membership.Votes(Address(1), [Address(3)], Now);

        var one = Assert.Single(await Unreached());
        Assert.Equal(("silo3", $"{Address(3).Endpoint}", "silo1 silo2"), (one.Name, one.Address, string.Join(' ', one.By)));

        Assert.True(await membership.Evict(new(Address(1), Address(2), 3, LeaseLeft: null), Now));
        Assert.Equal(["silo2"], Assert.Single(await Unreached()).By);
        Assert.True(await membership.Evict(new(Address(3), Address(2), 4, LeaseLeft: null), Now));
        Assert.Empty(await Unreached());
    }

    async Task<IReadOnlyList<UnreachedSeen>> Unreached()
    {
        var options = new ServerOptions("http://127.0.0.1:5080", "data", Demo: false) { Cluster = new("c", ProcessRole.Api, "api-1") };
        var (store, missed) = (new FakeStore(), new MissedDeadlines(new MemoryStore()));
        var seen = await new ClusterReport(_database, options, store, missed, ProgramLevel.Own, TimeProvider.System).Look(Now);
        return seen.Unreached;
    }
}
