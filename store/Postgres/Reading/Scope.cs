namespace Watchfloor.Store.Postgres;

/// <summary>Whose rows a read may see: those of one tenant, or all, for the server's own work. The database itself holds it to that.</summary>
readonly record struct Scope
{
    const string Named = "SELECT set_config('watchfloor.tenant', $1, true)";
    const string All = "SELECT set_config('watchfloor.system', 'on', true)";

    readonly string? _tenant;
    readonly bool _isOrdered;

    Scope(string? tenant, bool isOrdered) => (_tenant, _isOrdered) = (tenant, isOrdered);

    public static Scope System { get; } = new(null, isOrdered: false);

    /// <summary>The server's own work in the order of transactions: the horizon can be asked for by the statements that follow.</summary>
    public static Scope Ordered { get; } = new(null, isOrdered: true);

    public static Scope Of(TenantId tenant) => new(tenant.Value, isOrdered: false);

    public void Add(Statements statements)
    {
        if (_tenant is not null)
            statements.Add(Named, _ => { }, _tenant);
        else
            statements.Add(_isOrdered ? Horizon.Sql : All, _ => { });
    }
}
