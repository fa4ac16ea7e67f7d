using System.Security.Cryptography;
using Npgsql;
using Watchfloor.Store;

namespace Watchfloor.Silo;

/// <summary>
/// Who may do what in a private PostgreSQL: the processes of the cluster own their database and are nobody special, so that the walls between
/// tenants hold for them; the superuser only makes that so.
/// </summary>
static class DatabaseRoles
{
    public const string Owner = "watchfloor";
    public const string Database = "watchfloor";
    const string Superuser = "postgres";

    /// <summary>Makes passwords and puts them down, in the form in which clients of PostgreSQL look them up; returns the superuser's.</summary>
    public static string NewPasswords(string file)
    {
        var superuser = RandomNumberGenerator.GetHexString(48, lowercase: true);
        var owner = RandomNumberGenerator.GetHexString(48, lowercase: true);
        OwnerFile.Write(file, $"127.0.0.1:*:*:{Superuser}:{superuser}\n127.0.0.1:*:*:{Owner}:{owner}\n");
        return superuser;
    }

    public static string Connection(int port, string passwords, string user, string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Database = database,
            Username = user,
            Passfile = passwords,
        }.ConnectionString;

    /// <summary>On loopback only; fsync and full pages stay on, as they are by default.</summary>
    public static string[] Settings(int port) =>
        [
            .. new[]
            {
                $"port={port}",
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=500",
                "shared_buffers=128MB",
                "fsync=on",
                "synchronous_commit=on",
                "logging_collector=on",
                "log_filename=postgres.%a.log",
                "log_truncate_on_rotation=on",
                "log_rotation_age=1d",
            }.SelectMany(setting => new[] { "-c", setting }),
        ];

    /// <summary>Whether it takes connections already.</summary>
    public static async Task<bool> Answers(int port, string passwords, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await Open(port, passwords, cancellation);
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw new StoreRefusedException(
                $"The private PostgreSQL does not know the password in {passwords}; put back the file that it was made with."
            );
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Makes the role and its database where they are missing.</summary>
    public static async Task Provide(int port, string passwords, CancellationToken cancellation)
    {
        await using var connection = await Open(port, passwords, cancellation);
        var password = PasswordOf(await File.ReadAllLinesAsync(passwords, cancellation));
        if (!await Has("SELECT 1 FROM pg_roles WHERE rolname = $1", Owner))
            await Run($"CREATE ROLE {Owner} LOGIN NOSUPERUSER NOBYPASSRLS");
        await Run($"ALTER ROLE {Owner} PASSWORD '{password}'");
        if (!await Has("SELECT 1 FROM pg_database WHERE datname = $1", Database))
            await Run($"CREATE DATABASE {Database} OWNER {Owner} TEMPLATE template0");

        async Task<bool> Has(string sql, string name)
        {
            await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = name } } };
            return await command.ExecuteScalarAsync(cancellation) is not null;
        }

        async Task Run(string sql)
        {
#pragma warning disable CA2100 // Constants of this class, and hex digits that it made.
            await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    static string PasswordOf(string[] lines)
    {
        var password = lines
            .Select(line => line.Split(':'))
            .Where(parts => parts is [_, _, _, Owner, _])
            .Select(parts => parts[4])
            .FirstOrDefault();
        return password is not null && password.All(char.IsAsciiHexDigit)
            ? password
            : throw new StoreRefusedException($"The passwords of the private PostgreSQL name none of {Owner}.");
    }

    static async Task<NpgsqlConnection> Open(int port, string passwords, CancellationToken cancellation)
    {
        var text = Connection(port, passwords, Superuser, Superuser);
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(text) { Pooling = false, Timeout = 2 }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
