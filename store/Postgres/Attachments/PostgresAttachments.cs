namespace Watchfloor.Store.Postgres;

/// <summary>Files of events, a part in each write, so that others go on between them.</summary>
sealed class PostgresAttachments(Readers readers, Lane lane) : IAttachments
{
    /// <summary>That the event e holds the file a.</summary>
    public const string IsHeld = "position(' ' || a.id || ' ' in ' ' || e.attachments || ' ') > 0";

    const string Select = $"""
        SELECT a.id, a.name, a.type, a.size, a.hash, a.actor, a.at FROM event e
        JOIN attachment a ON a.tenant = e.tenant AND a.event_id = e.id
        WHERE e.tenant = $1 AND e.id = $2 AND {IsHeld}
        """;
    const string Unheld = $"""
        tenant = $1 AND id = $2 AND NOT EXISTS (
          SELECT FROM attachment a JOIN event e ON e.tenant = a.tenant AND e.id = a.event_id WHERE a.tenant = $1 AND a.id = $2 AND {IsHeld}
        )
        """;
    const string Head = """
        INSERT INTO attachment (tenant, id, event_id, name, type, size, hash, actor, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (tenant, id) DO NOTHING
        """;
    const string IsIt = "SELECT event_id = $3 AND name = $4 AND hash = $5 FROM attachment WHERE tenant = $1 AND id = $2";
    const string OnePart = "INSERT INTO attachment_part VALUES ($1, $2, $3, $4) ON CONFLICT (tenant, id, part) DO NOTHING";

    public async Task<bool> Put(TenantId tenant, string eventId, StoredFile file, ReadOnlyMemory<byte> bytes)
    {
        var hash = file.Hash.ToArray();
        var isIt = await lane.Enqueue(
            new SideWrite<bool>(
                (statements, _, write) =>
                    statements
                        .Add(Head, null, tenant.Value, file.Id, eventId, file.Name, file.Type, file.Size, hash, file.By, Micros.Of(file.At))
                        .Add(IsIt, row => write.Result = row.Bool(0), tenant.Value, file.Id, eventId, file.Name, hash)
            )
        );
        for (var part = 0; isIt && part < file.Parts; part++)
        {
            var start = part * StoredFile.PartSize;
            var data = bytes.Slice(start, Math.Min(StoredFile.PartSize, bytes.Length - start)).ToArray();
            await lane.Enqueue(SideWrite.Of(OnePart, tenant.Value, file.Id, (long)part, data));
        }
        return isIt;
    }

    public async ValueTask<IReadOnlyList<StoredFile>> Of(TenantId tenant, string eventId, CancellationToken cancellation) =>
        await readers.Rows(Scope.Of(tenant), $"{Select} ORDER BY a.at, a.id", Read, cancellation, tenant.Value, eventId);

    public async ValueTask<StoredFile?> Find(TenantId tenant, string eventId, string fileId, CancellationToken cancellation) =>
        await readers.First(Scope.Of(tenant), $"{Select} AND a.id = $3", Read, cancellation, tenant.Value, eventId, fileId);

    public async ValueTask<byte[]?> Part(TenantId tenant, string fileId, int part, CancellationToken cancellation) =>
        await readers.First(
            Scope.Of(tenant),
            "SELECT data FROM attachment_part WHERE tenant = $1 AND id = $2 AND part = $3",
            row => row.Bytes(0),
            cancellation,
            tenant.Value,
            fileId,
            (long)part
        );

    public Task Loosen(TenantId tenant, string fileId) =>
        lane.Enqueue(SideWrite.Of("UPDATE attachment SET settled = false WHERE tenant = $1 AND id = $2", tenant.Value, fileId));

    public Task Drop(TenantId tenant, string fileId) =>
        lane.Enqueue(
            SideWrite.Of(
                (statements, _) =>
                    statements
                        .Add($"DELETE FROM attachment_part WHERE {Unheld}", null, tenant.Value, fileId)
                        .Add($"DELETE FROM attachment WHERE {Unheld}", null, tenant.Value, fileId)
            )
        );

    static StoredFile Read(Row row) => new(row.Text(0), row.Text(1), row.Text(2), row.Long(3), row.Bytes(4), row.Text(5), row.Instant(6));
}
