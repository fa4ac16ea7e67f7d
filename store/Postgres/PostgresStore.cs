using Watchfloor.Kernel;
using Watchfloor.Store.Postgres;

namespace Watchfloor.Store;

/// <summary>
/// The store of one server in a PostgreSQL database. What a commit acknowledged survives kill -9 of the server and of the database, and
/// connections that break at any point, as far as the database's disk keeps what it says it has.
/// </summary>
public sealed class PostgresStore : IStore, IDisposable
{
    readonly Database _database;
    readonly Watch _watch;
    readonly Crier _crier;
    readonly Lane[] _lanes;
    readonly PostgresFeed _feed;
    readonly PostgresOutbox _outbox;
    readonly PostgresHealth _health;
    bool _disposed;

    PostgresStore(Database database, Watch watch, Server server, TimeProvider clock)
    {
        (_database, _watch) = (database, watch);
        var tuning = database.Tuning;
        _crier = new(database, watch);
        Reads = new(database);
        _lanes = new Lane[tuning.AllLanes];
        for (var lane = 0; lane < _lanes.Length; lane++)
        {
            var lost = new LostEntities();
            var flushes = new LaneFlushes(database, server, lane, lost, clock);
            flushes.Flushed += Tell;
            _lanes[lane] = new(flushes, lost);
        }
        _outbox = new(Reads, Side, server, tuning.Time);
        _feed = new(Reads, server, tuning.Time);
        _health = new(Reads, _lanes, watch, server.Facts);
        watch.Heard += _feed.Move;
        watch.Heard += _outbox.Add;
        WaitsForDisk = server.WaitsForDisk;
        var catalogue = new PostgresCatalogue(Reads);
        var commits = new PostgresCommits(_lanes[..tuning.Lanes]);
        var retention = new PostgresRetention(Reads, _lanes[tuning.Upkeep]);
        Commits = commits;
        Entities = new PostgresEntities(Reads);
        OpenEvents = new PostgresOpenEvents(Reads);
        Catalogue = catalogue;
        CatalogueLists = catalogue;
        DueTimes = new PostgresDueTimes(Reads);
        Telemetry = new PostgresTelemetry(Reads, Side);
        Events = new PostgresEvents(Reads);
        Attachments = new PostgresAttachments(Reads, Side);
        Rollups = new PostgresRollups(Reads, _lanes[tuning.Upkeep]);
        TelemetryReads = new PostgresTelemetryReads(Reads);
        Retention = retention;
        Tombstones = retention;
        Keys = new PostgresKeys(Reads, Side, clock);
        Journals = new PostgresJournals(Reads, commits);
        Answers = new PostgresAnswers(Reads, Side, clock);
        Audit = new PostgresAudit(Reads, Side);
        People = new PostgresPeople(Reads, Side);
        Sessions = new PostgresSessions(Reads, Side, clock);
    }

    public ICommits Commits { get; }
    public IEntities Entities { get; }
    public IOpenEvents OpenEvents { get; }
    public ICatalogueReads Catalogue { get; }
    public IDueTimes DueTimes { get; }
    public IOutbox Outbox => _outbox;
    public ITelemetryLog Telemetry { get; }
    public IEventReads Events { get; }
    public ICatalogueLists CatalogueLists { get; }
    public IAttachments Attachments { get; }
    public IFeed Feed => _feed;
    public IKeys Keys { get; }
    public ITelemetryRollups Rollups { get; }
    public ITelemetryReads TelemetryReads { get; }
    public IRetention Retention { get; }
    public ITombstones Tombstones { get; }
    public IJournals Journals { get; }
    public IAnswers Answers { get; }
    public IAudit Audit { get; }
    public IPeople People { get; }
    public ISessions Sessions { get; }
    public IStoreHealth Health => _health;

    /// <summary>False where the database's fsync is off: then a power cut may take what was acknowledged, and more.</summary>
    public bool WaitsForDisk { get; }

    /// <summary>For reads beside the ports.</summary>
    internal Readers Reads { get; }

    /// <summary>The lane of telemetry and of what the server itself puts down.</summary>
    Lane Side => _lanes[_database.Tuning.Side];

    /// <summary>
    /// Takes the database for this process, makes or migrates the schema, and opens it. Throws <see cref="StoreRefusedException"/> where
    /// it cannot be reached, another server has it or a newer one wrote it.
    /// </summary>
    public static Task<PostgresStore> Open(string connectionString, TimeProvider clock, CancellationToken cancellation = default) =>
        Open(connectionString, clock, new PostgresTuning(), cancellation);

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        foreach (var lane in _lanes)
            await lane.DisposeAsync();
        Reads.Close();
        _feed.Dispose();
        _outbox.Dispose();
        await _crier.DisposeAsync();
        await _watch.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>For containers that are disposed synchronously; nothing here waits for the caller's thread.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    internal static async Task<PostgresStore> Open(
        string connectionString,
        TimeProvider clock,
        PostgresTuning tuning,
        CancellationToken cancellation = default
    )
    {
        var database = new Database(connectionString, tuning);
        try
        {
            var (watch, server) = await Watch.Take(database, clock.GetUtcNow(), cancellation);
            return new(database, watch, server, clock);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>A write beside the ports.</summary>
    internal Task<TResult> Write<TResult>(Write<TResult> write) => Side.Enqueue(write);

    void Tell(Flushed flushed)
    {
        _health.Count(flushed);
        if (flushed.Messages > 0)
            _outbox.Add();
        if (flushed.Facts > 0)
            _feed.Move();
        if (flushed.Facts > 0 || flushed.Messages > 0)
            _crier.Call();
    }
}
