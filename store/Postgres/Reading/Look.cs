namespace Watchfloor.Store.Postgres;

/// <summary>
/// What somebody asks of one tenant by keys, and waits for. Several parts are asked one after the other: a later one finds what came, or went,
/// between the two.
/// </summary>
/// <param name="tenant">Whose rows it may see.</param>
/// <param name="parts">Each as <see cref="ByKeys"/> makes it, with the values of its keys.</param>
abstract class Look(TenantId tenant, params (string Sql, string[] Keys)[] parts)
{
    public TenantId Tenant => tenant;

    public IReadOnlyList<(string Sql, string[] Keys)> Parts => parts;

    /// <summary>
    /// A question for many at once, of which each row begins with the place of who asked. Who asked is looked for one after the other,
    /// whatever the planner believes of a table that was empty a moment ago.
    /// </summary>
    /// <param name="keys">The names of the keys, which the question for one has as columns of <c>i</c>; <c>$1</c> is the tenant.</param>
    /// <param name="one">The question for one.</param>
    public static string ByKeys(string keys, string one)
    {
        var lists = string.Join(", ", keys.Split(", ").Select((_, at) => $"${at + 2}::text[]"));
        return $"SELECT i.place, found.* FROM unnest({lists}) WITH ORDINALITY AS i ({keys}, place) CROSS JOIN LATERAL ({one} OFFSET 0) AS found";
    }

    /// <summary>A row of a part; its first column is the place.</summary>
    public abstract void Take(int part, Row row);

    /// <summary>What was found so far does not count: it is asked again.</summary>
    public abstract void Clear();

    public abstract void Answer();

    public abstract void Fail(Exception why);
}

/// <summary>A look that finds any number of rows.</summary>
sealed class Look<TFound>(TenantId tenant, string sql, string[] keys, Func<Row, TFound> read) : Look(tenant, (sql, keys))
{
    readonly List<TFound> _found = [];
    readonly TaskCompletionSource<List<TFound>> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<List<TFound>> Found => _done.Task;

    public override void Take(int part, Row row) => _found.Add(read(row));

    public override void Clear() => _found.Clear();

    public override void Answer() => _done.SetResult(_found);

    public override void Fail(Exception why) => _done.TrySetException(why);
}
