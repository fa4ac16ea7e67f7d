using System.Data.Common;
using Orleans.Clustering;
using Orleans.Runtime;

namespace Orleans.Reminders;

/// <summary>Reminders in PostgreSQL, by service, so that they outlive a cluster.</summary>
sealed class AdoNetReminderTable(AdoNetDatabase database, string service) : IReminderTable
{
    const string Lock = "SELECT pg_advisory_xact_lock(7763014502)";

    const string Create = """
        CREATE TABLE IF NOT EXISTS watchfloor_reminder (
            service_id text NOT NULL,
            grain_type text NOT NULL,
            grain_key text NOT NULL,
            name text NOT NULL,
            first_tick timestamptz NOT NULL,
            period bigint NOT NULL,
            PRIMARY KEY (service_id, grain_type, grain_key, name)
        )
        """;

    const string Select = "SELECT grain_type, grain_key, name, first_tick, period FROM watchfloor_reminder WHERE service_id = @service";

    const string Upsert = """
        INSERT INTO watchfloor_reminder (service_id, grain_type, grain_key, name, first_tick, period)
        VALUES (@service, @type, @key, @name, @first, @period)
        ON CONFLICT (service_id, grain_type, grain_key, name) DO UPDATE SET first_tick = excluded.first_tick, period = excluded.period
        """;

    const string Delete =
        "DELETE FROM watchfloor_reminder WHERE service_id = @service AND grain_type = @type AND grain_key = @key AND name = @name";

    /// <summary>Reminders are no hurry: who waits for one waits for minutes.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    volatile bool _isMade;

    public async Task<IReadOnlyList<ReminderEntry>> All()
    {
        await using var connection = await Open();
        return await new AdoNetWork(connection, null, CancellationToken.None).Read(Select, Entries, ("service", service));
    }

    public async Task Put(ReminderEntry entry)
    {
        await using var connection = await Open();
        await new AdoNetWork(connection, null, CancellationToken.None).Run(
            Upsert,
            [
                .. KeyOf(entry.Grain, entry.ReminderName),
                ("first", entry.FirstTick.ToUniversalTime()),
                ("period", entry.Period.Ticks / TimeSpan.TicksPerMicrosecond),
            ]
        );
    }

    public async Task Remove(GrainId grain, string name)
    {
        await using var connection = await Open();
        await new AdoNetWork(connection, null, CancellationToken.None).Run(Delete, KeyOf(grain, name));
    }

    (string, object)[] KeyOf(GrainId grain, string name) =>
        [("service", service), ("type", grain.Type.ToString()), ("key", grain.Key.ToString()), ("name", name)];

    static async Task<IReadOnlyList<ReminderEntry>> Entries(DbDataReader reader, CancellationToken cancellation)
    {
        var entries = new List<ReminderEntry>();
        while (await reader.ReadAsync(cancellation))
            entries.Add(
                new(
                    GrainId.Create(reader.GetString(0), reader.GetString(1)),
                    reader.GetString(2),
                    new(reader.GetDateTime(3).ToUniversalTime()),
                    TimeSpan.FromTicks(reader.GetInt64(4) * TimeSpan.TicksPerMicrosecond)
                )
            );
        return entries;
    }

    async Task<DbConnection> Open()
    {
        var connection = await database.Open(Patience, CancellationToken.None);
        try
        {
            await Make(connection);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    async Task Make(DbConnection connection)
    {
        if (_isMade)
            return;
        await using var transaction = await connection.BeginTransactionAsync();
        var work = new AdoNetWork(connection, transaction, CancellationToken.None);
        await work.Run(Lock);
        await work.Run(Create);
        await transaction.CommitAsync();
        _isMade = true;
    }
}
