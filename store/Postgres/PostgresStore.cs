using Watchfloor.Kernel;
using Watchfloor.Store.Postgres;

namespace Watchfloor.Store;

/// <summary>
/// The store of a server in a PostgreSQL database, which it has alone or together with others. What a commit acknowledged survives kill -9 of the server and of the database, and
/// connections that break at any point, as far as the database's disk keeps what it says it has.
/// </summary>
public sealed class PostgresStore : IStore, ISettles, IDisposable
{
    internal static readonly Lazy<IFence?> NoFence = new(() => null);

    readonly Database _database;
    readonly Watch _watch;
    readonly Crier _crier;
    readonly Lane[] _lanes;
    readonly PostgresAudit _audit;
    readonly PostgresFeed _feed;
    readonly PostgresOutbox _outbox;
    readonly PostgresHealth _health;
    readonly DatabaseTime? _time;
    readonly HalfSent _halfSent;
    readonly Indexer _indexer;
    bool _disposed;

    PostgresStore(Database database, Watch watch, Server server, TimeProvider clock, Lazy<IFence?> fence)
    {
        (_database, _watch) = (database, watch);
        var tuning = database.Tuning;
        _crier = new(database, watch);
        Reads = new(database);
        _lanes = new Lane[tuning.AllLanes];
        var kinds = new KindWrites(isAlone: !tuning.IsShared);
        var passengers = new Passengers(() => _lanes.Take(tuning.Lanes).Any(lane => lane.IsBusy), () => Side, tuning.Time);
        for (var lane = 0; lane < _lanes.Length; lane++)
        {
            var lost = new LostEntities();
            var guard = new LaneGuard(lane < tuning.Lanes ? fence : NoFence, tuning.IsShared);
            var flushes = new LaneFlushes(database, server, lane, lost, guard, clock);
            flushes.Flushed += Tell;
            var linger = new Linger(() => guard.IsOfMany && watch.HearsOthers, tuning.Time);
            _lanes[lane] = new(flushes, lost, guard, linger, kinds, tuning.Time, lane < tuning.Lanes ? passengers : null);
        }
        _outbox = new(Reads, Side, passengers, server, tuning);
        _feed = new(Reads, server, tuning.Time);
        _health = new(Reads, _lanes, tuning.Lanes, watch, server, tuning.IsShared);
        _halfSent = new(Reads, tuning);
        _indexer = new(database, server, () => _lanes.Take(tuning.Lanes).Any(lane => lane.IsBusy) || watch.HearsOthers);
        if (clock is ClusterClock cluster)
            _time = new(Reads, cluster, tuning.Time);
        watch.Heard += _feed.Move;
        watch.HeardOfMessages += _outbox.Add;
        WaitsForDisk = server.WaitsForDisk;
        var ways = new SharedWays(Reads, tuning.Time);
        var catalogue = new PostgresCatalogue(Reads, ways, kinds);
        var unwritten = new Unwritten(new WrittenBefore(Reads), tuning.Time, isAlone: !tuning.IsShared);
        var commits = new PostgresCommits(_lanes[..tuning.Lanes], unwritten);
        var retention = new PostgresRetention(Reads, _lanes[tuning.Upkeep]);
        Level = new LevelRecord(database, Reads, server.Level);
        Commits = commits;
        Entities = new PostgresEntities(Reads, ways, unwritten);
        OpenEvents = new PostgresOpenEvents(Reads, ways, unwritten);
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
        Answers = new PostgresAnswers(Reads, Side, clock, tuning.IsShared);
        _audit = new(Reads, Side, tuning.Time);
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
    public IAudit Audit => _audit;
    public IPeople People { get; }
    public ISessions Sessions { get; }
    public IStoreHealth Health => _health;

    /// <summary>False where the database's fsync is off: then a power cut may take what was acknowledged, and more.</summary>
    public bool WaitsForDisk { get; }

    /// <summary>Where servers that share the database agree upon a feature level.</summary>
    public ILevelRecord Level { get; }

    /// <summary>For reads beside the ports.</summary>
    internal Readers Reads { get; }

    /// <summary>The lane of telemetry and of what the server itself puts down.</summary>
    Lane Side => _lanes[_database.Tuning.Side];

    /// <summary>
    /// Takes the database for this process, makes or migrates the schema, and opens it. Throws <see cref="StoreRefusedException"/> where
    /// it cannot be reached, another server has it or a newer one wrote it.
    /// </summary>
    public static Task<PostgresStore> Open(string connectionString, TimeProvider clock, CancellationToken cancellation = default) =>
        Open(connectionString, clock, ProgramLevel.Own, say: null, cancellation);

    /// <summary>The same for a program of that feature level. What the store does, or cannot do, while nobody waits for it, it says.</summary>
    public static Task<PostgresStore> Open(
        string connectionString,
        TimeProvider clock,
        ProgramLevel level,
        Action<string>? say = null,
        CancellationToken cancellation = default
    ) => Open(connectionString, clock, new PostgresTuning { Level = level.Current, Say = say ?? (static _ => { }) }, cancellation);

    /// <summary>
    /// Opens it as one of several servers that have it together; only such ones, and nobody who wants it alone. What this one may commit
    /// is for the fence to say, which is asked for with the first commit. What it waits for, if it does, it tells.
    /// </summary>
    public static Task<PostgresStore> OpenShared(
        string connectionString,
        TimeProvider clock,
        Func<IFence?> fence,
        ProgramLevel level,
        Action<string>? tell = null,
        Action<string>? say = null,
        CancellationToken cancellation = default
    ) =>
        Open(
            connectionString,
            clock,
            new PostgresTuning
            {
                IsShared = true,
                Level = level.Current,
                Tell = tell ?? (static _ => { }),
                Say = say ?? (static _ => { }),
            },
            fence,
            cancellation
        );

    /// <inheritdoc/>
    public Task Settled(CancellationToken cancellation) =>
        Task.WhenAll(_lanes[.._database.Tuning.Lanes].Select(lane => lane.Settled(cancellation)));

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        await _audit.End();
        foreach (var lane in _lanes)
            await lane.DisposeAsync();
        await _halfSent.DisposeAsync();
        await _indexer.DisposeAsync();
        if (_time is not null)
            await _time.DisposeAsync();
        Reads.Close();
        _feed.Dispose();
        _outbox.Dispose();
        await _crier.DisposeAsync();
        await _watch.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>For containers that are disposed synchronously; nothing here waits for the caller's thread.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    internal static Task<PostgresStore> Open(
        string connectionString,
        TimeProvider clock,
        PostgresTuning tuning,
        CancellationToken cancellation = default
    ) => Open(connectionString, clock, tuning, static () => null, cancellation);

    internal static async Task<PostgresStore> Open(
        string connectionString,
        TimeProvider clock,
        PostgresTuning tuning,
        Func<IFence?> fence,
        CancellationToken cancellation
    )
    {
        var database = new Database(connectionString, tuning);
        try
        {
            var (watch, server) = await Watch.Take(database, clock.GetUtcNow(), cancellation);
            if (clock is ClusterClock cluster)
                await DatabaseTime.Begin(cluster, database, watch, cancellation);
            var store = new PostgresStore(database, watch, server, clock, new Lazy<IFence?>(fence));
            await Task.WhenAll(store._lanes.Select(lane => lane.IsReady));
            return store;
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
        if (flushed.Events > 0)
            _indexer.Add(flushed.Events);
        if (_database.Tuning.IsShared && (flushed.Facts > 0 || flushed.Messages > 0))
            _crier.Call(flushed.Messages > 0);
    }
}
