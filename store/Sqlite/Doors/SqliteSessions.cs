namespace Watchfloor.Store.Sqlite;

/// <summary>Sessions of browsers.</summary>
sealed class SqliteSessions(Readers readers, Lane lane, TimeProvider clock) : ISessions
{
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

    public Task Put(StoredSession session) =>
        lane.Enqueue(
            new SmallWrite(writer =>
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
            })
        );

    public Task End(ReadOnlyMemory<byte> hash) =>
        lane.Enqueue(new SmallWrite(writer => writer.Connection.Sql("DELETE FROM sessions WHERE hash = ?").AddBlob(hash.Span).Run()));

    public Task EndAll(TenantId tenant, string holderId) =>
        lane.Enqueue(
            new SmallWrite(writer =>
                writer.Connection.Sql("DELETE FROM sessions WHERE tenant = ? AND holder_id = ?").Add(tenant.Value).Add(holderId).Run()
            )
        );
}
