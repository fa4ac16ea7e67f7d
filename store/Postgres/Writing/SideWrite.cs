namespace Watchfloor.Store.Postgres;

/// <summary>A change without a result, from whoever stands behind a port.</summary>
sealed class SideWrite(Action<Statements, FlushPlace> change) : Write<bool>, ISideWrite
{
    public void Add(Statements statements, FlushPlace place) => change(statements, place);
}
