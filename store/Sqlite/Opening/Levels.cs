using Watchfloor.Kernel;

namespace Watchfloor.Store.Sqlite;

/// <summary>Up to which feature level something may stand in the database: the highest of the programs that had it.</summary>
static class Levels
{
    const string Name = "feature_level";

    /// <summary>Throws <see cref="StoreRefusedException"/> for a program that knows less than what may stand there.</summary>
    public static void Require(Connection connection, int own)
    {
        if (connection.Number("SELECT count(*) FROM sqlite_master WHERE name = 'meta'") == 0)
            return;
        var row = connection.Sql(MetaRows.Find).Add(Name);
        var level = row.Step() ? row.Long(0) : FeatureLevels.First;
        row.Rest();
        if (level > own)
        {
            throw new StoreRefusedException(
                $"The database was written by a newer Watchfloor (feature level {level}, this one knows {own}); "
                    + "start that version, or restore a backup that this one made."
            );
        }
    }

    public static void Keep(Connection connection, int own)
    {
        var meta = new MetaRows(connection);
        if (Math.Max(FeatureLevels.First, meta.Of(Name)) < own)
            meta.Set(Name, own);
    }
}
