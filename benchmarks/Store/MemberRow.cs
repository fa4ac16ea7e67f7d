using Npgsql;
using Watchfloor.Kernel;

namespace Watchfloor.Benchmarks;

/// <summary>A fence as a member of a cluster has one: a row that every batch locks, and that is renewed meanwhile.</summary>
sealed class MemberRow : IFence
{
    const string Name = "one";
    const string Make =
        "CREATE TABLE member (name text PRIMARY KEY, lease_until timestamptz NOT NULL); "
        + "INSERT INTO member VALUES ('one', clock_timestamp() + interval '1 day')";

    public static async Task<MemberRow> In(string connection)
    {
        await using var database = NpgsqlDataSource.Create(connection);
        await using var command = database.CreateCommand(Make);
        await command.ExecuteNonQueryAsync();
        return new();
    }

    /// <summary>Once a second, as a member does.</summary>
    public static async Task Renew(string connection, CancellationToken ending)
    {
        await using var database = NpgsqlDataSource.Create(connection);
        while (!ending.IsCancellationRequested)
        {
            await using var command = database.CreateCommand("UPDATE member SET lease_until = clock_timestamp() + interval '1 day'");
            await command.ExecuteNonQueryAsync(CancellationToken.None);
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public FenceCheck Check() => new("SELECT 1 FROM member WHERE name = $1 AND lease_until > clock_timestamp() FOR KEY SHARE", [Name]);

    public bool Holds(EntityId entity) => true;

    public void Refused() => throw new InvalidOperationException("nobody put this member out");
}
