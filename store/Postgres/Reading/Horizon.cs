namespace Watchfloor.Store.Postgres;

/// <summary>
/// The lowest number of a transaction of ours that may still appear: whoever reads in the order of transactions stops below it, and
/// nothing ever shows up behind a place that was read. It is the newest transaction that the statement's snapshot knows, or the oldest
/// that a lane (of any process) has open after it. The database's own <c>pg_snapshot_xmin</c> would serve too, but it stands still while
/// anything runs anywhere in the cluster, and pages must not wait for somebody's long night of reports.
/// </summary>
static class Horizon
{
    const string Setting = "watchfloor.horizon";

    /// <summary>The value, for a statement that comes after <see cref="Sql"/> in the same transaction.</summary>
    public const string Value = $"current_setting('{Setting}')::bigint";

    // The numbers of running transactions have 32 bits; those of the snapshot have all, and are less than half a turn away.
    public const string Sql = $"""
        SELECT set_config('watchfloor.system', 'on', true), set_config('{Setting}', (
          SELECT least(s.newest, (
            SELECT min(s.newest - ((s.newest - a.backend_xid::text::bigint) & 4294967295))
            FROM pg_stat_activity a
            WHERE a.backend_xid IS NOT NULL AND a.datname = current_database() AND a.application_name = '{Database.LaneName}'
              AND ((s.newest - a.backend_xid::text::bigint) & 4294967295) < 2147483648
          ))::text
          FROM (SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS newest) s
        ), true)
        """;
}
