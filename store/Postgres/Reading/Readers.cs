using System.Collections.Concurrent;
using Npgsql;

namespace Watchfloor.Store.Postgres;

/// <summary>Connections that only read. Each read names whose rows it may see, in the same way there and back as its question.</summary>
sealed class Readers(Database database)
{
    volatile bool _isClosed;

    /// <summary>The questions that were asked so far, for whoever wants to see their plans.</summary>
    internal ConcurrentDictionary<string, Arg[]> Asked { get; } = [];

    public async ValueTask<List<T>> Rows<T>(Scope scope, string sql, Func<Row, T> read, CancellationToken cancellation, params Arg[] values)
    {
        var rows = new List<T>();
        await Ask(scope, [(sql, row => rows.Add(read(row)), values)], rows.Clear, cancellation);
        return rows;
    }

    public async ValueTask<T?> First<T>(Scope scope, string sql, Func<Row, T> read, CancellationToken cancellation, params Arg[] values)
    {
        var rows = await Rows(scope, sql, read, cancellation, values);
        return rows.Count == 0 ? default : rows[0];
    }

    /// <summary>Several questions together. A connection that turns out to be dead is one of many that died; the question is asked once more.</summary>
    public async ValueTask Ask(
        Scope scope,
        IReadOnlyList<(string Sql, Action<Row> Row, Arg[] Values)> questions,
        Action again,
        CancellationToken cancellation
    )
    {
        if (await AskInTime(scope, questions, again, cancellation) is { } late)
            throw Faults.Failed(late, database);
    }

    /// <summary>The same; where it took longer than a statement may, that is no failure but what is returned.</summary>
    public async ValueTask<PostgresException?> AskInTime(
        Scope scope,
        IReadOnlyList<(string Sql, Action<Row> Row, Arg[] Values)> questions,
        Action again,
        CancellationToken cancellation
    )
    {
        if (_isClosed)
            throw new StoreFailedException("the store is closed");
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Once(scope, questions, cancellation);
                return null;
            }
            catch (PostgresException late) when (late.SqlState == PostgresErrorCodes.QueryCanceled)
            {
                return late;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                if (attempt > 1 || !Faults.MayPass(e))
                    throw Faults.Failed(e, database);
                database.Readers.Clear();
                again();
            }
        }
    }

    public void Close() => _isClosed = true;

    async Task Once(Scope scope, IReadOnlyList<(string Sql, Action<Row> Row, Arg[] Values)> questions, CancellationToken cancellation)
    {
        await using var connection = await database.Readers.OpenConnectionAsync(cancellation);
        await using var statements = new Statements(connection);
        scope.Add(statements);
        foreach (var (sql, row, values) in questions)
        {
            // A parameter belongs to one command; a second attempt has its own.
            Arg[] own = [.. values.Select(value => new Arg(value.Parameter.Clone()))];
            statements.Add(sql, row, own);
            Asked.TryAdd(sql, values);
        }
        await statements.Run(cancellation);
    }
}
