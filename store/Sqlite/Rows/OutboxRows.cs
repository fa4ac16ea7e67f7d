namespace Watchfloor.Store.Sqlite;

/// <summary>Effects on their way.</summary>
sealed class OutboxRows
{
    const string Columns = "seq, tenant, kind, id, target_tenant, target_kind, target_id, command, data, request_id, attempts, trace";

    const long AtOnce = 100_000;

    readonly MetaRows _meta;
    readonly Statement _insert;
    readonly Statement _delete;
    readonly Statement _failed;
    readonly Statement _park;
    long _reserved;

    public OutboxRows(Connection connection, MetaRows meta)
    {
        _meta = meta;
        _insert = connection.Sql($"INSERT INTO outbox ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)");
        _delete = connection.Sql("DELETE FROM outbox WHERE seq = ?");
        _failed = connection.Sql("UPDATE outbox SET attempts = ?, reason = ? WHERE seq = ?");
        _park = connection.Sql(
            $"INSERT INTO outbox_parked ({Columns}, reason, parked_at) SELECT {Columns}, ?, ? FROM outbox WHERE seq = ?"
        );
        var found = connection.Number(
            "SELECT max(coalesce((SELECT max(seq) FROM outbox), 0), coalesce((SELECT max(seq) FROM outbox_parked), 0))"
        );
        Last = Math.Max(found, meta.Of(MetaRows.Outbox));
    }

    /// <summary>The newest number. Kept here, because the newest row may be gone, and a reader is past its number.</summary>
    public long Last { get; private set; }

    public void Add(EntityId source, EntityId target, string command, ReadOnlySpan<byte> data, string request, string? trace)
    {
        _insert.Add(++Last).Add(source.Tenant.Value).Add(source.Kind).Add(source.Id);
        _insert.Add(target.Tenant.Value).Add(target.Kind).Add(target.Id).Add(command).AddText(data).Add(request).Add(trace).Run();
    }

    /// <summary>
    /// Rows go when they are delivered, so the table does not remember how far it came. Numbers are taken from the database in large
    /// lots; after a crash the rest of a lot is never used.
    /// </summary>
    public void Reserve()
    {
        if (Last > _reserved)
            _meta.Set(MetaRows.Outbox, _reserved = Last + AtOnce);
    }

    /// <summary>A transaction that failed reserved nothing.</summary>
    public void Unreserve() => _reserved = 0;

    /// <summary>At the end, so that the next start goes on where this one was.</summary>
    public void Release()
    {
        if (_reserved > 0)
            _meta.Set(MetaRows.Outbox, Last);
    }

    public void Remove(long seq) => _delete.Add(seq).Run();

    public void Failed(long seq, int attempts, string reason) => _failed.Add(attempts).Add(reason).Add(seq).Run();

    public void Park(long seq, string reason, long now)
    {
        _park.Add(reason).Add(now).Add(seq).Run();
        Remove(seq);
    }
}
