using Watchfloor.Kernel;
using Watchfloor.Store.Sqlite;

namespace Watchfloor.Store;

/// <summary>
/// The store of one server, in one file of its data directory. What a commit acknowledged survives kill -9 and power cuts, as far as the
/// disk keeps what it says it has.
/// </summary>
public sealed class SqliteStore : IStore, IDisposable
{
    readonly DataDirectory _directory;
    readonly Writer _writer;
    readonly Lane _lane;
    readonly Readers _readers;
    bool _disposed;

    SqliteStore(DataDirectory directory, Writer writer, TimeProvider clock, TimeSpan patience)
    {
        (_directory, _writer) = (directory, writer);
        _readers = new(directory.DataFile);
        _lane = new(writer, patience);
        var catalogue = new SqliteCatalogue(_readers, _lane.Kinds);
        var unwritten = new Unwritten(new WrittenBefore(_readers), clock, isAlone: true);
        var commits = new SqliteCommits(_lane, unwritten);
        Commits = commits;
        Entities = new SqliteEntities(_readers, unwritten);
        OpenEvents = new SqliteOpenEvents(_readers, unwritten);
        Catalogue = catalogue;
        CatalogueLists = catalogue;
        DueTimes = new SqliteDueTimes(_readers);
        Outbox = new SqliteOutbox(_readers, _lane);
        Telemetry = new SqliteTelemetry(_readers, _lane);
        Rollups = new SqliteRollups(_readers, _lane);
        TelemetryReads = new SqliteTelemetryReads(_readers);
        var retention = new SqliteRetention(_readers, _lane);
        Retention = retention;
        Tombstones = retention;
        Events = new SqliteEvents(_readers);
        Attachments = new SqliteAttachments(_readers, _lane);
        Feed = new SqliteFeed(_readers, _lane, writer.Epoch);
        Keys = new SqliteKeys(_readers, _lane, clock);
        Journals = new SqliteJournals(_readers, commits);
        Answers = new SqliteAnswers(_readers, _lane, clock);
        Audit = new SqliteAudit(_readers, _lane);
        People = new SqlitePeople(_readers, _lane);
        Sessions = new SqliteSessions(_readers, _lane, clock);
        Health = new SqliteHealth(_readers, _lane);
    }

    public ICommits Commits { get; }
    public IEntities Entities { get; }
    public IOpenEvents OpenEvents { get; }
    public ICatalogueReads Catalogue { get; }
    public IDueTimes DueTimes { get; }
    public IOutbox Outbox { get; }
    public ITelemetryLog Telemetry { get; }
    public ITelemetryRollups Rollups { get; }
    public ITelemetryReads TelemetryReads { get; }
    public IRetention Retention { get; }
    public ITombstones Tombstones { get; }
    public IEventReads Events { get; }
    public IAttachments Attachments { get; }
    public ICatalogueLists CatalogueLists { get; }
    public IFeed Feed { get; }
    public IKeys Keys { get; }
    public IJournals Journals { get; }
    public IAnswers Answers { get; }
    public IAudit Audit { get; }
    public IPeople People { get; }
    public ISessions Sessions { get; }
    public IStoreHealth Health { get; }

    /// <summary>
    /// Takes the directory for this process, makes or migrates the database, and opens it. Throws <see cref="StoreRefusedException"/>
    /// where another server has it or a newer one wrote it.
    /// </summary>
    /// <param name="level">The feature level of this program.</param>
    public static SqliteStore Open(string directory, TimeProvider clock, ProgramLevel? level = null) =>
        Open(directory, clock, level, Passengers.Patience);

    internal static SqliteStore Open(string directory, TimeProvider clock, ProgramLevel? level, TimeSpan patience)
    {
        var taken = DataDirectory.Take(Path.GetFullPath(directory));
        Connection? connection = null;
        try
        {
            taken.MustBeRestored();
            DatabaseFile.MustBeOurs(taken.DataFile);
            connection = Connection.ToWrite(taken.DataFile);
            Levels.Require(connection, (level ?? ProgramLevel.Own).Current);
            Migrations.Apply(connection, clock.GetUtcNow());
            Levels.Keep(connection, (level ?? ProgramLevel.Own).Current);
            return new(taken, new Writer(connection, clock), clock, patience);
        }
        catch (Exception e)
        {
            connection?.Dispose();
            taken.Dispose();
            if (e is StoreFailedException failed)
                throw new StoreRefusedException($"The database {taken.DataFile} cannot be opened: {failed.Message}", e);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        await _lane.DisposeAsync();
        _readers.Dispose();
        _writer.Dispose();
        _directory.Dispose();
    }

    /// <summary>For containers that are disposed synchronously; the lane has a thread of its own, so nothing can wait for itself.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>A read beside the ports.</summary>
    internal Readers.Reader Read() => _readers.Rent();

    /// <summary>A write beside the ports.</summary>
    internal Task<TResult> Write<TResult>(Write<TResult> write) => _lane.Enqueue(write);
}
