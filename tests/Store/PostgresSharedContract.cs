using Watchfloor.Store.Postgres;
using Watchfloor.Tests.Stores.Postgres;

namespace Watchfloor.Tests.Stores;

/// <summary>
/// By one that others may have its database with. Nobody is killed here, and what is told is counted: so it seldom looks around. New events are
/// never indexed.
/// </summary>
public sealed class PostgresSharedContract : PostgresContract
{
    internal override PostgresTuning Tuning { get; } =
        PostgresRoom.Together with
        {
            Glance = TimeSpan.FromHours(1),
            IndexAfter = TimeSpan.FromHours(1),
        };
}
