using System.Collections.Concurrent;

namespace Watchfloor.Store.Sqlite;

/// <summary>Connections that only read, kept for the next reader. A read is one snapshot, never waits for the lane, and never makes it wait.</summary>
sealed class Readers(string path) : IDisposable
{
    const int Kept = 16;

    readonly ConcurrentBag<Connection> _idle = [];
    volatile bool _closed;

    /// <summary>A connection for one read; dispose it to give it back.</summary>
    public Reader Rent(CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_closed)
            throw new StoreFailedException("the store is closed");
        return new(this, _idle.TryTake(out var connection) ? connection : Connection.ToRead(path));
    }

    public void Dispose()
    {
        _closed = true;
        while (_idle.TryTake(out var connection))
            connection.Dispose();
    }

    void GiveBack(Connection connection)
    {
        connection.EndTurn();
        if (_closed || _idle.Count >= Kept)
            connection.Dispose();
        else
            _idle.Add(connection);
    }

    public readonly struct Reader(Readers readers, Connection connection) : IDisposable
    {
        public IReadOnlyCollection<string> Prepared => connection.Prepared;

        public Statement Sql(string sql) => connection.Sql(sql);

        public long Number(string sql) => connection.Number(sql);

        public void Dispose() => readers.GiveBack(connection);
    }
}
