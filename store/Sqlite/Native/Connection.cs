using SQLitePCL;

namespace Watchfloor.Store.Sqlite;

/// <summary>One connection and the statements prepared on it. Used by one thread at a time.</summary>
sealed class Connection : IDisposable
{
    const int BusyMilliseconds = 5_000;

    /// <summary>What people filter by makes many texts; beyond so many those that were not used for longest are prepared anew.</summary>
    const int MostKept = 300;

    readonly sqlite3 _handle;
    readonly Dictionary<string, LinkedListNode<Kept>> _prepared = [];
    readonly LinkedList<Kept> _recent = [];
    long _turn;

    Connection(sqlite3 handle) => _handle = handle;

    public static Connection ToWrite(string path)
    {
        var connection = Open(path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
        // Memory-mapped reading stays off: a bad block would end the process instead of failing one read.
        return connection.Configured(
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA foreign_keys = OFF;
            PRAGMA temp_store = MEMORY;
            PRAGMA cache_size = -65536;
            PRAGMA wal_autocheckpoint = 4000;
            PRAGMA journal_size_limit = 67108864;
            """
        );
    }

    /// <summary>For a copy or a check, beside a server that may be running: it changes no setting of the file.</summary>
    public static Connection ToCopy(string path) => Open(path, raw.SQLITE_OPEN_READWRITE).Configured("PRAGMA temp_store = MEMORY;");

    public static Connection ToRead(string path) =>
        Open(path, raw.SQLITE_OPEN_READONLY).Configured("PRAGMA query_only = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8192;");

    /// <summary>True between BEGIN and the end of a transaction; some faults end it by themselves.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    /// <summary>Rows that the last statement changed.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>What was prepared so far.</summary>
    public IReadOnlyCollection<string> Prepared => _prepared.Keys;

    /// <summary>Runs a script without parameters.</summary>
    public void Run(string script)
    {
        if (raw.sqlite3_exec(_handle, script) != raw.SQLITE_OK)
            throw Fault();
    }

    /// <summary>A statement, prepared once and kept; at rest and without parameters.</summary>
    public Statement Sql(string sql)
    {
        if (_prepared.TryGetValue(sql, out var kept))
            _recent.Remove(kept);
        else
        {
            if (raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var handle) != raw.SQLITE_OK)
                throw Fault();
            _prepared.Add(sql, kept = new(new(sql, new Statement(this, handle))));
        }
        _recent.AddFirst(kept);
        kept.Value.Turn = _turn;
        kept.Value.Statement.Rest();
        return kept.Value.Statement;
    }

    /// <summary>The one number that a query answers.</summary>
    public long Number(string sql)
    {
        var statement = Sql(sql);
        statement.Step();
        var number = statement.Long(0);
        statement.Rest();
        return number;
    }

    /// <summary>Ends reads that were left in the middle; an open one would hold an old snapshot.</summary>
    public void Rest()
    {
        foreach (var kept in _recent)
            kept.Statement.Rest();
    }

    /// <summary>
    /// The same for those that were asked for since the last turn, and lets go of what was not used for long. Nobody may go on with a
    /// statement of a turn that is over.
    /// </summary>
    public void EndTurn()
    {
        for (var kept = _recent.First; kept?.Value.Turn == _turn; kept = kept.Next)
            kept.Value.Statement.Rest();
        _turn++;
        while (_recent.Count > MostKept)
        {
            var oldest = _recent.Last!.Value;
            _recent.RemoveLast();
            _prepared.Remove(oldest.Sql);
            oldest.Statement.Dispose();
        }
    }

    public StoreFailedException Fault() =>
        SqliteFault.Of(raw.sqlite3_extended_errcode(_handle), raw.sqlite3_errmsg(_handle).utf8_to_string());

    public void Dispose()
    {
        foreach (var kept in _recent)
            kept.Statement.Dispose();
        _recent.Clear();
        _prepared.Clear();
        _handle.Dispose();
    }

    /// <summary>A statement, its text, and the turn in which it was asked for last.</summary>
    sealed class Kept(string sql, Statement statement)
    {
        public string Sql => sql;

        public Statement Statement => statement;

        public long Turn { get; set; }
    }

    static Connection Open(string path, int flags)
    {
        SqliteLibrary.EnsureLoaded();
        var code = raw.sqlite3_open_v2(path, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        var connection = new Connection(handle);
        if (code == raw.SQLITE_OK)
            return connection;
        using (connection)
            throw connection.Fault();
    }

    Connection Configured(string pragmas)
    {
        try
        {
            raw.sqlite3_busy_timeout(_handle, BusyMilliseconds);
            Run(pragmas);
            return this;
        }
        catch
        {
            Dispose();
            throw;
        }
    }
}
