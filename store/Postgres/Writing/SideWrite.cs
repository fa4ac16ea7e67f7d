namespace Watchfloor.Store.Postgres;

/// <summary>A change from whoever stands behind a port; rows that come back set its result.</summary>
sealed class SideWrite<TResult>(Action<Statements, FlushPlace, Write<TResult>> change) : Write<TResult>, ISideWrite
{
    public bool GoesInTurn { get; init; }

    public void Add(Statements statements, FlushPlace place)
    {
        Result = default;
        change(statements, place, this);
    }
}

/// <summary>Changes without a result.</summary>
static class SideWrite
{
    public static SideWrite<bool> Of(Action<Statements, FlushPlace> change) => new((statements, place, _) => change(statements, place));

    /// <summary>One statement that only changes rows.</summary>
    public static SideWrite<bool> Of(string sql, params Arg[] values) => Of((statements, _) => statements.Add(sql, null, Own(values)));

    /// <summary>A parameter belongs to one command; a flush that is tried again has its own.</summary>
    public static Arg[] Own(Arg[] values) => [.. values.Select(value => new Arg(value.Parameter.Clone()))];
}
