using Watchfloor.Kernel;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>A fence that is a row of a plain table, and entities that can be taken away.</summary>
sealed class RowFence(string name) : IFence
{
    public const string Table = "CREATE TABLE member (name text PRIMARY KEY, is_in boolean NOT NULL); GRANT ALL ON member TO watchfloor;";

    int _refused;

    public Func<EntityId, bool> Has { get; set; } = _ => true;

    public int Refused => Volatile.Read(ref _refused);

    public string Joins => $"INSERT INTO member VALUES ('{name}', true);";

    public string Leaves => $"UPDATE member SET is_in = false WHERE name = '{name}'";

    public string Locks => $"SELECT is_in FROM member WHERE name = '{name}' FOR UPDATE";

    public FenceCheck Check() => new("SELECT 1 FROM member WHERE name = $1 AND is_in FOR KEY SHARE", [name]);

    public bool Holds(EntityId entity) => Has(entity);

    void IFence.Refused() => Interlocked.Increment(ref _refused);
}
