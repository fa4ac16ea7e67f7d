using System.Globalization;
using Watchfloor.Kernel;
using Watchfloor.Store;
using Watchfloor.Store.Sqlite;

namespace Watchfloor.Benchmarks;

/// <summary>The same rows by prepared statements in a loop: no guard, no queue, nobody who waits.</summary>
sealed class BareWriter(string path) : IDisposable
{
    readonly Connection _connection = Connection.ToWrite(path);
    long _n;

    public void Write(Commit[] commits, int perTransaction)
    {
        var terms = new TermRows(_connection);
        foreach (var group in commits.Chunk(perTransaction))
        {
            _connection.Run("BEGIN IMMEDIATE");
            foreach (var commit in group)
                Write(commit);
            terms.Settle();
            _connection.Run("COMMIT");
        }
    }

    public void Dispose() => _connection.Dispose();

    void Write(Commit commit)
    {
        var (tenant, kind, id) = (commit.Entity.Tenant.Value, commit.Entity.Kind, commit.Entity.Id);
        Document(commit);
        _connection
            .Sql("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .Add(++_n)
            .Add(1L)
            .Add(tenant)
            .Add(kind)
            .Add(id)
            .Add(commit.Version)
            .Add(commit.Facts[0].Name)
            .AddText(commit.Facts[0].Data.Span)
            .Add(commit.Actor)
            .Add(0L)
            .Add(commit.Request!.Value.Value)
            .AddNull()
            .Run();
        _connection
            .Sql("INSERT INTO requests VALUES (?, ?, ?, ?, ?, ?)")
            .Add(tenant)
            .Add(kind)
            .Add(id)
            .Add(commit.Request.Value.Value)
            .Add(commit.Version)
            .Add(0L)
            .Run();
        _connection
            .Sql(
                """
                INSERT INTO due (partition, at, rank, tenant, kind, id) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET at = excluded.at, rank = excluded.rank
                """
            )
            .Add(1L)
            .Add(commit.Due!.Value.At.UtcTicks)
            .Add(2L)
            .Add(tenant)
            .Add(kind)
            .Add(id)
            .Run();
        var message = commit.Outbox[0];
        _connection
            .Sql(
                "INSERT INTO outbox (seq, tenant, kind, id, target_tenant, target_kind, target_id, command, data, request_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            )
            .Add(_n)
            .Add(tenant)
            .Add(kind)
            .Add(id)
            .Add(tenant)
            .Add(message.Target.Kind)
            .Add(id)
            .Add(message.Command)
            .AddText(message.Data.Span)
            .Add(commit.Request.Value.Value)
            .Run();
    }

    void Document(Commit commit)
    {
        var names = commit.Columns.Select(column => column.Name).ToList();
        var statement = _connection.Sql(
            commit.Expected == 0
                ? $"INSERT INTO event ({string.Join(", ", names)}, version, state, view, tenant, id) VALUES ({string.Concat(names.Select(_ => "?, "))}?, ?, ?, ?, ?)"
                : $"UPDATE event SET {string.Concat(names.Select(name => $"{name} = ?, "))}version = ?, state = ?, view = ? WHERE tenant = ? AND id = ?"
        );
        foreach (var column in commit.Columns)
        {
            if (column.Value is string text)
                statement.Add(text);
            else
                statement.Add(
                    column.Value is DateTimeOffset instant
                        ? Micros.Of(instant)
                        : Convert.ToInt64(column.Value, CultureInfo.InvariantCulture)
                );
        }
        statement.Add(commit.Version).AddText(commit.State.Span).AddText(commit.View!.Value.Span);
        statement.Add(commit.Entity.Tenant.Value).Add(commit.Entity.Id).Run();
    }
}
