using Npgsql;

namespace Watchfloor.Store.Postgres;

/// <summary>Statements that go to the database together and are answered together: one way there and back for all of them.</summary>
sealed class Statements : IAsyncDisposable
{
    readonly NpgsqlBatch _batch;
    readonly List<Action<Row>?> _answers = [];

    public Statements(NpgsqlConnection connection, NpgsqlTransaction? transaction = null) => _batch = new(connection, transaction);

    public int Count => _answers.Count;

    /// <summary>Adds one; <paramref name="row"/> is called with each of its rows.</summary>
    public Statements Add(string sql, Action<Row>? row, params ReadOnlySpan<Arg> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(value.Parameter);
        _batch.BatchCommands.Add(command);
        _answers.Add(row);
        return this;
    }

    public async Task Run(CancellationToken cancellation = default)
    {
        await using var reader = await _batch.ExecuteReaderAsync(cancellation);
        var row = new Row(reader);
        // A statement without rows has no result of its own, so those that are read must return a column.
        foreach (var answer in _answers)
        {
            if (answer is null)
                continue;
            while (await reader.ReadAsync(cancellation))
                answer(row);
            await reader.NextResultAsync(cancellation);
        }
        while (await reader.NextResultAsync(cancellation)) { }
    }

    public ValueTask DisposeAsync() => _batch.DisposeAsync();
}
