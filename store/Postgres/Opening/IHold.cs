using Npgsql;

namespace Watchfloor.Store.Postgres;

/// <summary>How a server has its database, over the one connection that says so.</summary>
interface IHold
{
    /// <summary>Takes it and brings it up to date. Throws <see cref="StoreRefusedException"/>, in one sentence, where it cannot be had.</summary>
    Task<Server> Take(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Takes it again over a new connection. Returns why it will never have it again, or null.</summary>
    Task<string?> Retake(NpgsqlConnection connection, Server server, CancellationToken cancellation);

    /// <summary>Leaves nothing behind that others would have to clear away.</summary>
    Task Leave(Server server);
}
