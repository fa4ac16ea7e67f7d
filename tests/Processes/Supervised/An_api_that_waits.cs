using Watchfloor.Silo;
using Watchfloor.Store;
using Watchfloor.Tests.Kernel;

namespace Watchfloor.Tests.Processes;

/// <summary>For how many silos an api waits: for all once, at the very first start of their cluster, and for one ever after.</summary>
public sealed class An_api_that_waits : ClusterRoom
{
    const string Joining = """
        INSERT INTO watchfloor_member (cluster_id, address, generation, name, feature_level, takes_grains, lease_until, acknowledged, joined_at)
        VALUES ('tests', $1, 1, $1, 1, true, clock_timestamp() + interval '1 h', 1, clock_timestamp())
        """;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Database.Run(ProcessBook.Table, Now);
        await Database.Run(
            "CREATE TABLE watchfloor_view (cluster_id text, number bigint); INSERT INTO watchfloor_view VALUES ('tests', 1)",
            Now
        );
    }

    [Fact]
    public async Task Waits_for_all_silos_at_the_first_start_and_for_one_at_every_later_one()
    {
        Assert.Equal(["0 of 2 silos serve yet"], await Reasons());
        await Database.Run(Joining, Now, "silo-1");
        Assert.Equal(["1 of 2 silos serve yet"], await Reasons());
        Assert.Equal(["1 of 2 silos serve yet"], await Reasons());
        await Database.Run(Joining, Now, "silo-2");
        Assert.Equal([], await Reasons());

        await Database.Run("DELETE FROM watchfloor_member WHERE name = 'silo-2'", Now);
        Assert.Equal([], await Reasons());
        await Database.Run("DELETE FROM watchfloor_member", Now);
        Assert.Equal(["no silo serves at this moment"], await Reasons());
    }

    /// <summary>Of another life each time.</summary>
    async Task<IReadOnlyList<string>> Reasons()
    {
        var options = new ServerOptions("http://127.0.0.1:0", "", Demo: false)
        {
            Cluster = new("tests", ProcessRole.Api, "api-1") { AwaitedSilos = 2 },
        };
        var report = new ClusterReport(Database, options, null!, null!, null!, TimeProvider.System);
        using var api = new ApiReadiness(report, new(Database, options), options, new Furnished(), new MemoryStore(), TimeProvider.System);
        return await api.Reasons(Now);
    }

    sealed class Furnished : IKeys
    {
        public ValueTask<IReadOnlyList<KeyHolder>> OfInstallation(TenantId tenant, CancellationToken cancellation) =>
            new([global::Watchfloor.Silo.FirstStart.Admin]);

        public ValueTask<KeyHolder?> Holder(string key, CancellationToken cancellation) => throw new NotSupportedException();

        public Task Admit(KeyHolder holder, string key, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
