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

    public Task Put(StoredSession session)
    {
        var holder = session.Holder;
        return lane.Enqueue(
            SideWrite.Of(
                (statements, place) =>
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
                    )
            )
        );
    }

    public Task End(ReadOnlyMemory<byte> hash) => lane.Enqueue(SideWrite.Of("DELETE FROM sessions WHERE hash = $1", hash.ToArray()));

    public Task EndAll(TenantId tenant, string holderId) =>
        lane.Enqueue(SideWrite.Of("DELETE FROM sessions WHERE tenant = $1 AND holder_id = $2", tenant.Value, holderId));
}
