using System.Data.Common;

namespace Orleans.Clustering;

/// <summary>
/// A connection that is held for what must not fail for want of one: members are taken out when processes die and everybody else connects
/// anew, and then a server may have none left. One piece of work at a time; whoever finds
/// it in long use opens another.
/// </summary>
sealed class Reserve(Func<CancellationToken, Task<DbConnection>> open) : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    readonly SemaphoreSlim _turn = new(1);
    DbConnection? _connection;

    internal async Task<T> Use<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellation)
    {
        if (!await _turn.WaitAsync(Patience, cancellation))
        {
            await using var another = await open(cancellation);
            return await work(another);
        }
        try
        {
            var connection = _connection ??= await open(cancellation);
            return await work(connection);
        }
        catch
        {
            // In doubt a new one, at the next use.
            await Drop();
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Drop();
        _turn.Dispose();
    }

    async ValueTask Drop()
    {
        if (Interlocked.Exchange(ref _connection, null) is { } connection)
            await connection.DisposeAsync();
    }
}
