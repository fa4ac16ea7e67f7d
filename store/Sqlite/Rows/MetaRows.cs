using System.Globalization;

namespace Watchfloor.Store.Sqlite;

/// <summary>Numbers that the database remembers by name.</summary>
sealed class MetaRows(Connection connection)
{
    public const string Journal = "journal_n";
    public const string Xid = "journal_xid";
    public const string Outbox = "outbox_seq";
    public const string Readings = "readings_seq";
    public const string Rolled = "rolled_seq";
    public const string Swept = "swept_at";
    public const string Find = "SELECT CAST(value AS INTEGER) FROM meta WHERE name = ?";

    readonly Statement _find = connection.Sql(Find);
    readonly Statement _set = connection.Sql("INSERT OR REPLACE INTO meta VALUES (?, ?)");

    /// <summary>0 where it was never set.</summary>
    public long Of(string name)
    {
        var number = _find.Add(name).Step() ? _find.Long(0) : 0;
        _find.Rest();
        return number;
    }

    public void Set(string name, long value) => _set.Add(name).Add(value.ToString(CultureInfo.InvariantCulture)).Run();
}
