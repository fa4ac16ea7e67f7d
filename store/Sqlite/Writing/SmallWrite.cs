namespace Watchfloor.Store.Sqlite;

/// <summary>A change without a result, from whoever stands behind a port.</summary>
sealed class SmallWrite(Action<Writer> change) : Write<bool>
{
    protected override bool Change(Writer writer)
    {
        change(writer);
        return true;
    }
}
