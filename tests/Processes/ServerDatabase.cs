using Watchfloor.Store.Sqlite;
using Watchfloor.Tests.Stores.Postgres;

namespace Watchfloor.Tests.Processes;

/// <summary>
/// Where a server of a test keeps what must last: in a file beside its keys, or in PostgreSQL. It outlives all lives of its server, and
/// must be disposed after it.
/// </summary>
sealed class ServerDatabase : IAsyncDisposable
{
    public const string Sqlite = "SQLite";
    public const string Postgres = "PostgreSQL";

    readonly PrivatePostgres? _postgres;
    readonly string _name;
    readonly bool _isAlone;

    ServerDatabase(PrivatePostgres? postgres, string name, bool isAlone) => (_postgres, _name, _isAlone) = (postgres, name, isAlone);

    /// <summary>How the server is told.</summary>
    public string[] Words => _postgres is null ? [] : ["--postgres", _postgres.To(_name)];

    /// <summary>How all who share it are told.</summary>
    public string ConnectionString => Server.To(_name);

    /// <summary>How people are told of it.</summary>
    public string Name => $"127.0.0.1:{Server.Port}/{_name}";

    /// <summary>The PostgreSQL that holds it.</summary>
    public PrivatePostgres Server => _postgres ?? throw new InvalidOperationException("a file has no server");

    /// <summary>An empty one.</summary>
    public static async Task<ServerDatabase> Of(string kind)
    {
        if (kind == Sqlite)
            return new(postgres: null, "", isAlone: false);
        var postgres = await PrivatePostgres.Shared;
        return new(postgres, await postgres.Create(), isAlone: false);
    }

    /// <summary>An empty one in a PostgreSQL that nobody else uses, so that it can be killed.</summary>
    public static async Task<ServerDatabase> Alone(Machine? machine = null)
    {
        var postgres = await PrivatePostgres.Start(machine);
        return new(postgres, await postgres.Create(), isAlone: true);
    }

    /// <summary>A server that keeps everything here.</summary>
    public Task<ServerProcess> Serve(TemporaryDirectory? on = null) => ServerProcess.Start(more: Words, on: on);

    /// <summary>The text in the first row of what is asked, past all walls; null where there is no row.</summary>
    public async Task<string?> FirstText(ServerProcess server, string sql)
    {
        if (_postgres is not null)
            return await _postgres.Ask<string>(_name, sql);
        using var file = Connection.ToRead(Assert.Single(Directory.GetFiles(server.DataPath, "*.db")));
        var row = file.Sql(sql);
        return row.Step() ? row.Text(0) : null;
    }

    /// <summary>The same where it is PostgreSQL, whoever uses it.</summary>
    public Task<string?> FirstText(string sql) => Server.Ask<string>(_name, sql);

    /// <summary>Changes something behind the back of everybody.</summary>
    public Task Meddle(string sql) => Server.Sql(_name, sql);

    public async ValueTask DisposeAsync()
    {
        if (_postgres is null)
            return;
        if (_isAlone)
            await _postgres.DisposeAsync();
        else
            await _postgres.GiveBack(_name);
    }
}
