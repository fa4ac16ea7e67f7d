using Watchfloor.Silo;
using Watchfloor.Tests.Stores.Postgres;

namespace Watchfloor.Tests.Processes;

/// <summary>A database of a test's own in the shared server, with the cluster's own rows and nothing else.</summary>
public abstract class ClusterRoom : IAsyncLifetime
{
    internal const string Members = """
        CREATE TABLE watchfloor_member (cluster_id text, address text, generation int, name text, feature_level int, takes_grains bool,
          lease_until timestamptz, acknowledged bigint, evicted bool DEFAULT false, activations int DEFAULT 0, joined_at timestamptz)
        """;

    PrivatePostgres _server = null!;
    string _name = "";

    protected static CancellationToken Now => TestContext.Current.CancellationToken;

    internal ClusterDatabase Database { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        _server = await PrivatePostgres.Shared;
        _name = await _server.Create();
        Database = new(_server.To(_name));
        await Database.Run(Members, Now);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Database.DisposeAsync();
        await _server.GiveBack(_name);
    }
}
