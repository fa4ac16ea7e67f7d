namespace Watchfloor.Store.Sqlite;

/// <summary>Files of events, a part in each write, so that commits go on between them.</summary>
sealed class SqliteAttachments(Readers readers, Lane lane) : IAttachments
{
    /// <summary>That the event e holds the file a.</summary>
    public const string IsHeld = "instr(' ' || e.attachments || ' ', ' ' || a.id || ' ') > 0";

    static readonly string[] Tables = ["attachment_part", "attachment"]; // the head tells whether it is held

    const string Select = $"""
        SELECT a.id, a.name, a.type, a.size, a.hash, a.actor, a.at FROM event e
        JOIN attachment a ON a.tenant = e.tenant AND a.event_id = e.id
        WHERE e.tenant = ? AND e.id = ? AND {IsHeld}
        """;
    const string Unheld = $"""
        tenant = ?1 AND id = ?2 AND NOT EXISTS (
          SELECT 1 FROM attachment a JOIN event e ON e.tenant = a.tenant AND e.id = a.event_id
          WHERE a.tenant = ?1 AND a.id = ?2 AND {IsHeld}
        )
        """;

    public async Task<bool> Put(TenantId tenant, string eventId, StoredFile file, ReadOnlyMemory<byte> bytes)
    {
        if (!await lane.Enqueue(new Head(tenant, eventId, file)))
            return false;
        for (var part = 0; part < file.Parts; part++)
        {
            var data = bytes.Slice(part * StoredFile.PartSize, Math.Min(StoredFile.PartSize, bytes.Length - (part * StoredFile.PartSize)));
            var number = part;
            await lane.Enqueue(
                new SmallWrite(writer =>
                    writer
                        .Connection.Sql("INSERT INTO attachment_part VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
                        .Add(tenant.Value)
                        .Add(file.Id)
                        .Add(number)
                        .AddBlob(data.Span)
                        .Run()
                )
            );
        }
        return true;
    }

    public ValueTask<IReadOnlyList<StoredFile>> Of(TenantId tenant, string eventId, CancellationToken cancellation)
    {
        using var reader = readers.Rent(cancellation);
        var row = reader.Sql($"{Select} ORDER BY a.at, a.id").Add(tenant.Value).Add(eventId);
        var files = new List<StoredFile>();
        while (row.Step())
            files.Add(Read(row));
        return ValueTask.FromResult<IReadOnlyList<StoredFile>>(files);
    }

    public ValueTask<StoredFile?> Find(TenantId tenant, string eventId, string fileId, CancellationToken cancellation)
    {
        using var reader = readers.Rent(cancellation);
        var row = reader.Sql($"{Select} AND a.id = ?").Add(tenant.Value).Add(eventId).Add(fileId);
        return ValueTask.FromResult(row.Step() ? Read(row) : null);
    }

    public ValueTask<byte[]?> Part(TenantId tenant, string fileId, int part, CancellationToken cancellation)
    {
        using var reader = readers.Rent(cancellation);
        var row = reader
            .Sql("SELECT data FROM attachment_part WHERE tenant = ? AND id = ? AND part = ?")
            .Add(tenant.Value)
            .Add(fileId)
            .Add(part);
        return ValueTask.FromResult(row.Step() ? row.Utf8(0).ToArray() : null);
    }

    public Task Loosen(TenantId tenant, string fileId) =>
        lane.Enqueue(
            new SmallWrite(writer =>
                writer.Connection.Sql("UPDATE attachment SET settled = 0 WHERE tenant = ? AND id = ?").Add(tenant.Value).Add(fileId).Run()
            )
        );

    public Task Drop(TenantId tenant, string fileId) =>
        lane.Enqueue(
            new SmallWrite(writer =>
            {
                foreach (var table in Tables)
                    writer.Connection.Sql($"DELETE FROM {table} WHERE {Unheld}").Add(tenant.Value).Add(fileId).Run();
            })
        );

    static StoredFile Read(Statement row) =>
        new(row.Text(0), row.Text(1), row.Text(2), row.Long(3), row.Utf8(4).ToArray(), row.Text(5), row.Instant(6));

    /// <summary>All but the bytes; false where another file has the id.</summary>
    sealed class Head(TenantId tenant, string eventId, StoredFile file) : Write<bool>
    {
        protected override bool Change(Writer writer)
        {
            writer
                .Connection.Sql(
                    "INSERT INTO attachment (tenant, id, event_id, name, type, size, hash, actor, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
                )
                .Add(tenant.Value)
                .Add(file.Id)
                .Add(eventId)
                .Add(file.Name)
                .Add(file.Type)
                .Add(file.Size)
                .AddBlob(file.Hash.Span)
                .Add(file.By)
                .Add(Micros.Of(file.At))
                .Run();
            var row = writer
                .Connection.Sql("SELECT 1 FROM attachment WHERE tenant = ? AND id = ? AND event_id = ? AND name = ? AND hash = ?")
                .Add(tenant.Value)
                .Add(file.Id)
                .Add(eventId)
                .Add(file.Name)
                .AddBlob(file.Hash.Span);
            var isIt = row.Step();
            row.Rest();
            return isIt;
        }
    }
}
