namespace Watchfloor.Store.Postgres;

/// <summary>Sessions of browsers.</summary>
sealed class PostgresSessions(Readers readers, Lane lane, TimeProvider clock) : ISessions
{
    const string Select = "SELECT tenant, holder_id, name, role, since, until, key_hash FROM sessions WHERE hash = $1 AND until > $2";
    const string Upsert = """
        INSERT INTO sessions VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (hash) DO UPDATE SET tenant = excluded.tenant,
          holder_id = excluded.holder_id, name = excluded.name, role = excluded.role, since = excluded.since, until = excluded.until,
          key_hash = excluded.key_hash
        """;

    const string EndTooMany = """
        DELETE FROM sessions WHERE hash IN (
          SELECT hash FROM sessions WHERE tenant = $1 AND holder_id = $2 ORDER BY until DESC, since DESC, hash OFFSET $3
        )
        """;

    public async ValueTask<StoredSession?> Find(ReadOnlyMemory<byte> hash, CancellationToken cancellation) =>
        await readers.First(
            Scope.System, // whose it is says the row
            Select,
            row => new StoredSession(
                hash,
                new(row.Text(1), row.Text(2), Words.Read<Role>(row.Text(3)), new(row.Text(0))),
                row.Instant(4),
                row.Instant(5),
                row.TextOrNull(6)
            ),
            cancellation,
            hash.ToArray(),
            Micros.Of(clock.GetUtcNow())
        );

    public Task Begin(StoredSession session, int most) =>
        lane.Enqueue(
            SideWrite.Of(
                (statements, _) =>
                {
                    Write(statements, session);
                    statements.Add(EndTooMany, null, session.Holder.Tenant.Value, session.Holder.Id, most);
                }
            )
        );

    public Task Renew(ReadOnlyMemory<byte> hash, DateTimeOffset until) =>
        lane.Enqueue(SideWrite.Of("UPDATE sessions SET until = $1 WHERE hash = $2 AND until < $1", Micros.Of(until), hash.ToArray()));

    public Task End(ReadOnlyMemory<byte> hash) => lane.Enqueue(SideWrite.Of("DELETE FROM sessions WHERE hash = $1", hash.ToArray()));

    public Task EndAll(TenantId tenant, string holderId, ReadOnlyMemory<byte> but = default) =>
        lane.Enqueue(
            SideWrite.Of("DELETE FROM sessions WHERE tenant = $1 AND holder_id = $2 AND hash <> $3", tenant.Value, holderId, but.ToArray())
        );

    static void Write(Statements statements, StoredSession session)
    {
        var holder = session.Holder;
        statements.Add(
            Upsert,
            null,
            session.Hash.ToArray(),
            holder.Tenant.Value,
            holder.Id,
            holder.Name,
            Words.Of(holder.Role),
            Micros.Of(session.Since),
            Micros.Of(session.Until),
            session.KeyHash
        );
    }
}
