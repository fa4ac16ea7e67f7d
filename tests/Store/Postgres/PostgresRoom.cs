using Watchfloor.Store;
using Watchfloor.Store.Postgres;
using Watchfloor.Tests.Contracts;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>A database of a test's own in the shared server.</summary>
public abstract class PostgresRoom : IAsyncLifetime
{
    PrivatePostgres? _server;

    internal PrivatePostgres Server => _server!;

    internal string Database { get; private set; } = "";

    internal StoreContractClock Clock { get; } = new();

    /// <summary>
    /// Impatient where a store waits, patient where it tries again: tests run on busy machines. As many lanes as there can be, which must not
    /// trouble each other.
    /// </summary>
    internal static PostgresTuning Tuning { get; } =
        new()
        {
            Lanes = DuePartition.Count,
            Connecting = PrivatePostgres.Connecting,
            Again = TimeSpan.FromMilliseconds(10),
            LettingGo = TimeSpan.FromSeconds(1),
            Patience = TimeSpan.FromSeconds(40),
            Fate = TimeSpan.FromSeconds(40),
        };

    /// <summary>For servers that have a database together.</summary>
    internal static PostgresTuning Together { get; } = Tuning with { IsShared = true, Lanes = 0 };

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await PrivatePostgres.Shared;
        Database = await _server.Create();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Server.GiveBack(Database);
    }

    internal Task<PostgresStore> Open(PostgresTuning? tuning = null, int? port = null) =>
        PostgresStore.Open(Server.To(Database, port), Clock, tuning ?? Tuning, Cancellation);
}
