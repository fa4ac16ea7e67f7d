using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Orleans.Runtime;
using Watchfloor.Tests.Stores.Postgres;

namespace Watchfloor.Tests.EngineOnly.Clustering;

/// <summary>
/// A batch that has passed the fence and whose process stands still before all of it is sent. To the server that is neither idle nor a
/// statement that takes long, so that no limit of the server ends it. No driver can be made to do it: this speaks the protocol's words itself.
/// </summary>
sealed class HalfABatch : IDisposable
{
    readonly TcpClient _client = new();
    readonly string _database;

    HalfABatch(string database) => _database = database;

    /// <summary>One that has passed the fence of a member.</summary>
    public static Task<HalfABatch> Send(int port, string database, SiloAddress member) =>
        Send(
            port,
            database,
            "half a batch",
            $"SELECT 1 FROM watchfloor_member WHERE cluster_id = 'c' AND address = '{member.Endpoint}' AND generation = {member.Generation} FOR KEY SHARE"
        );

    /// <summary>One of a program of that name, with these statements and not all of the next.</summary>
    public static async Task<HalfABatch> Send(int port, string database, string program, params string[] statements)
    {
        var half = new HalfABatch(database);
        await half._client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
        var stream = half._client.GetStream();
        byte[] names =
        [
            .. Text("user"),
            .. Text("watchfloor"),
            .. Text("database"),
            .. Text(database),
            .. Text("application_name"),
            .. Text(program),
        ];
        await stream.WriteAsync(Framed([], [0, 3, 0, 0, .. names, 0]));
        await stream.WriteAsync(Framed("Q"u8, Text("SET idle_in_transaction_session_timeout = '5s'; SET statement_timeout = '8s'")));
        await stream.WriteAsync((byte[])[.. Statement("BEGIN"), .. statements.SelectMany(Statement), .. "P"u8]);
        return half;
    }

    /// <summary>Its process goes on with another statement, and stands still again.</summary>
    public async Task GoOn(string statement) => await _client.GetStream().WriteAsync((byte[])[.. Statement(statement)[1..], .. "P"u8]);

    /// <summary>Waits until its transaction has lasted so long.</summary>
    public Task IsOlderThan(TimeSpan age, PrivatePostgres server) =>
        Eventually.Sees(
            $"a batch that has stood for {age}",
            () =>
                server.Ask<double>(
                    "postgres",
                    $"SELECT coalesce(max(extract(epoch FROM clock_timestamp() - xact_start)), 0)::float8 FROM pg_stat_activity WHERE datname = '{_database}' AND state = 'active'"
                ),
            seconds => seconds > age.TotalSeconds
        );

    public void Dispose() => _client.Dispose();

    static byte[] Statement(string sql) =>
        [.. Framed("P"u8, [0, .. Text(sql), 0, 0]), .. Framed("B"u8, [0, 0, 0, 0, 0, 0, 0, 0]), .. Framed("E"u8, [0, 0, 0, 0, 0])];

    static byte[] Text(string text) => [.. Encoding.UTF8.GetBytes(text), 0];

    static byte[] Framed(ReadOnlySpan<byte> kind, byte[] body)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, body.Length + 4);
        return [.. kind, .. length, .. body];
    }
}
