namespace Watchfloor.Store.Sqlite;

/// <summary>Sessions of browsers.</summary>
sealed class SqliteSessions(Readers readers, Lane lane, TimeProvider clock) : ISessions
{
    const string EndTooMany = """
        DELETE FROM sessions WHERE hash IN (
          SELECT hash FROM sessions WHERE tenant = ?1 AND holder_id = ?2 ORDER BY until DESC, since DESC, hash LIMIT -1 OFFSET ?3
        )
        """;

    public ValueTask<StoredSession?> Find(ReadOnlyMemory<byte> hash, CancellationToken cancellation)
    {
        using var reader = readers.Rent(cancellation);
        var row = reader
            .Sql("SELECT tenant, holder_id, name, role, since, until, key_hash FROM sessions WHERE hash = ? AND until > ?")
            .AddBlob(hash.Span)
            .Add(Micros.Of(clock.GetUtcNow()));
        return ValueTask.FromResult(
            row.Step()
                ? new StoredSession(
                    hash,
                    new(row.Text(1), row.Text(2), Words.Read<Role>(row.Text(3)), new(row.Text(0))),
                    row.Instant(4),
                    row.Instant(5),
                    row.TextOrNull(6)
                )
                : null
        );
    }

    public Task Begin(StoredSession session, int most) =>
        lane.Enqueue(
            new SmallWrite(writer =>
            {
                Write(writer, session);
                writer.Connection.Sql(EndTooMany).Add(session.Holder.Tenant.Value).Add(session.Holder.Id).Add(most).Run();
            })
        );

    public Task Renew(ReadOnlyMemory<byte> hash, DateTimeOffset until) =>
        lane.Enqueue(
            new SmallWrite(writer =>
                writer
                    .Connection.Sql("UPDATE sessions SET until = ?1 WHERE hash = ?2 AND until < ?1")
                    .Add(Micros.Of(until))
                    .AddBlob(hash.Span)
                    .Run()
            )
        );

    public Task End(ReadOnlyMemory<byte> hash) =>
        lane.Enqueue(new SmallWrite(writer => writer.Connection.Sql("DELETE FROM sessions WHERE hash = ?").AddBlob(hash.Span).Run()));

    public Task EndAll(TenantId tenant, string holderId, ReadOnlyMemory<byte> but = default) =>
        lane.Enqueue(
            new SmallWrite(writer =>
                writer
                    .Connection.Sql("DELETE FROM sessions WHERE tenant = ? AND holder_id = ? AND hash <> ?")
                    .Add(tenant.Value)
                    .Add(holderId)
                    .AddBytes(but.Span)
                    .Run()
            )
        );

    static void Write(Writer writer, StoredSession session)
    {
        var holder = session.Holder;
        writer
            .Connection.Sql("INSERT OR REPLACE INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
            .AddBlob(session.Hash.Span)
            .Add(holder.Tenant.Value)
            .Add(holder.Id)
            .Add(holder.Name)
            .Add(Words.Of(holder.Role))
            .Add(Micros.Of(session.Since))
            .Add(Micros.Of(session.Until))
            .Add(session.KeyHash)
            .Run();
    }
}
