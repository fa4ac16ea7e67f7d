namespace Watchfloor.Store.Postgres;

/// <summary>Whose rows a read may see: those of one tenant, or all, for the server's own work. The database itself holds it to that.</summary>
readonly record struct Scope
{
    const string Named = "SELECT set_config('watchfloor.tenant', $1, true)";
    const string ByKey = $"{Named}, set_config('plan_cache_mode', 'force_generic_plan', true)";
    const string All = "SELECT set_config('watchfloor.system', 'on', true)";

    readonly string? _tenant;
    readonly bool _isOrdered;
    readonly bool _isByKey;

    Scope(string? tenant, bool isOrdered, bool isByKey = false) => (_tenant, _isOrdered, _isByKey) = (tenant, isOrdered, isByKey);

    public static Scope System { get; } = new(null, isOrdered: false);

    /// <summary>The server's own work in the order of transactions: the horizon can be asked for by the statements that follow.</summary>
    public static Scope Ordered { get; } = new(null, isOrdered: true);

    public static Scope Of(TenantId tenant) => new(tenant.Value, isOrdered: false);

    /// <summary>
    /// Of a tenant, for questions that find each row by its key: nothing is gained by planning them anew for what they are asked with, and
    /// the planner, who takes a list for a long one, would do so each time.
    /// </summary>
    public static Scope OfKeys(TenantId tenant) => new(tenant.Value, isOrdered: false, isByKey: true);

    public void Add(Statements statements)
    {
        if (_tenant is not null)
            statements.Add(_isByKey ? ByKey : Named, _ => { }, _tenant);
        else
            statements.Add(_isOrdered ? Horizon.Sql : All, _ => { });
    }
}
