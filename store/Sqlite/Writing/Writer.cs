using System.Globalization;

namespace Watchfloor.Store.Sqlite;

/// <summary>The writing connection, its prepared rows, and the numbers that go up. Only the lane's thread touches it.</summary>
sealed class Writer : IDisposable
{
    const string Probe = "INSERT OR REPLACE INTO meta VALUES ('probe', hex(zeroblob(8192)))";

    readonly Connection _connection;
    readonly TimeProvider _clock;
    long _xid;

    public Writer(Connection connection, TimeProvider clock)
    {
        _connection = connection;
        _clock = clock;
        Meta = new(connection);
        Journal = new(connection, Meta);
        Documents = new(connection);
        Due = new(connection);
        Outbox = new(connection, Meta);
        Requests = new(connection);
        Claims = new(connection);
        Telemetry = new(connection, Meta);
        Batches = new(connection);
        Keys = new(connection);
        Terms = new(connection);
        Epoch = ReadEpoch();
        // A restored copy that went its own way never repeats a transaction's number, so a cursor of the lost way is known.
        _xid = Math.Max(Math.Max(Journal.LastXid(), Meta.Of(MetaRows.Xid)), Micros.Of(clock.GetUtcNow()));
    }

    public MetaRows Meta { get; }
    public JournalRows Journal { get; }
    public DocumentRows Documents { get; }
    public DueRows Due { get; }
    public OutboxRows Outbox { get; }
    public RequestRows Requests { get; }
    public ClaimRows Claims { get; }
    public TelemetryRows Telemetry { get; }
    public BatchRows Batches { get; }
    public KeyRows Keys { get; }
    public TermRows Terms { get; }

    /// <summary>Entities with a lost commit.</summary>
    public LostEntities Lost { get; } = new();

    /// <summary>Made with the database, and another in every database.</summary>
    public ulong Epoch { get; }

    /// <summary>For what no row class does.</summary>
    public Connection Connection => _connection;

    /// <summary>The number of the running transaction.</summary>
    public long Xid => _xid;

    /// <summary>When the running transaction began.</summary>
    public long Now { get; private set; }

    /// <summary>All of them in one transaction, or none. Without any it writes a few pages, to see whether the disk takes them.</summary>
    public Flushed Flush(List<IWrite> writes)
    {
        var (facts, messages) = (Journal.Last, Outbox.Last);
        _xid++;
        Lost.Attempt();
        Now = Micros.Of(_clock.GetUtcNow());
        _connection.Sql("BEGIN IMMEDIATE").Run();
        try
        {
            foreach (var write in writes)
                write.Apply(this);
            if (writes.Count == 0)
                _connection.Sql(Probe).Run();
            Outbox.Reserve();
            Terms.Settle();
            _connection.Sql("COMMIT").Run();
        }
        catch
        {
            _connection.Rest();
            if (_connection.InTransaction)
                _connection.Run("ROLLBACK");
            Telemetry.Forget();
            Outbox.Unreserve();
            Lost.TakeBack();
            throw;
        }
        return new(Journal.Last - facts, Outbox.Last - messages);
    }

    /// <summary>Before the newest rows go: their numbers are never used again.</summary>
    public void KeepNumbers()
    {
        Meta.Set(MetaRows.Journal, Journal.Last);
        Meta.Set(MetaRows.Xid, Xid);
        Meta.Set(MetaRows.Readings, Telemetry.Last);
    }

    public void Dispose()
    {
        try
        {
            Outbox.Release();
        }
        catch (StoreFailedException)
        {
            _connection.Rest(); // then the next start leaves out the rest of the lot, as after a crash
        }
        _connection.Dispose();
    }

    ulong ReadEpoch()
    {
        var row = _connection.Sql("SELECT value FROM meta WHERE name = 'epoch'");
        row.Step();
        var epoch = ulong.Parse(row.Text(0), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        row.Rest();
        return epoch;
    }
}
