using System.Data;
using System.Diagnostics;
using Npgsql;
using Watchfloor.Store;

namespace Watchfloor.Benchmarks;

/// <summary>
/// PostgreSQL alone: writes the very rows that a server made of its events into an empty database of the same schema on the same
/// PostgreSQL, the rows of several events per transaction, over several connections side by side; a statement of arrays per table.
/// </summary>
static class PostgresRowsPeer
{
    const int Connections = 4;

    static int s_copies;

    /// <summary>With so many events per transaction, or fewer. The server may run.</summary>
    public static async Task<BareWriting> Copy(
        ScratchPostgres postgres,
        string served,
        IReadOnlyList<string> events,
        int wanted,
        CancellationToken cancellation
    )
    {
        var empty = await postgres.Create($"bare_{Interlocked.Increment(ref s_copies)}");
        await using (await PostgresStore.Open(empty, TimeProvider.System, cancellation)) { }
        await using var from = NpgsqlDataSource.Create(postgres.To(served));
        var tables = new List<TableRows>();
        foreach (var (table, eventColumn) in EventTables.All)
            tables.Add(await TableRows.Read(from, table, eventColumn, events, cancellation));
        var perTransaction = EventTables.Together(events.Count, Connections, wanted);
        var batches = events.Chunk(perTransaction).Select(together => tables.ConvertAll(table => table.Of(together))).ToList();
        await using var into = NpgsqlDataSource.Create(empty);
        await Write(batches[..Connections]); // connections are open, plans are made
        var began = Stopwatch.GetTimestamp();
        await Write(batches[Connections..]);
        return new((events.Count - (Connections * perTransaction)) / Stopwatch.GetElapsedTime(began).TotalSeconds, perTransaction);

        Task Write(List<List<NpgsqlBatchCommand?>> some) =>
            Parallel.ForEachAsync(
                some,
                new ParallelOptions { MaxDegreeOfParallelism = Connections, CancellationToken = cancellation },
                async (commands, token) => await One(into, commands, token)
            );
    }

    static async Task One(NpgsqlDataSource into, List<NpgsqlBatchCommand?> commands, CancellationToken cancellation)
    {
        await using var connection = await into.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection); // one transaction
        foreach (var command in commands.OfType<NpgsqlBatchCommand>())
            batch.BatchCommands.Add(command);
        await batch.PrepareAsync(cancellation);
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The rows of a table, by event, in memory.</summary>
    sealed class TableRows(string statement, IReadOnlyList<(string Type, Type Element)> columns, ILookup<string, object[]> rows)
    {
        public static async Task<TableRows> Read(
            NpgsqlDataSource from,
            string table,
            string eventColumn,
            IReadOnlyList<string> events,
            CancellationToken cancellation
        )
        {
            var names = await Names(from, table, cancellation);
            await using var command = from.CreateCommand($"SELECT {names} FROM {table} WHERE {eventColumn} = ANY ($1)");
            command.Parameters.Add(new() { Value = events.ToArray() });
            await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellation);
            var columns = Enumerable
                .Range(0, reader.FieldCount)
                .Select(at => (reader.GetDataTypeName(at), reader.GetFieldType(at)))
                .ToList();
            var (key, rows) = (reader.GetOrdinal(eventColumn), new List<object[]>());
            while (await reader.ReadAsync(cancellation))
            {
                var row = new object[columns.Count];
                reader.GetValues(row);
                rows.Add(row);
            }
            var arrays = columns.Select((column, at) => $"${at + 1}::{column.Item1}[]");
            return new(
                $"INSERT INTO {table} ({names}) SELECT * FROM unnest({string.Join(", ", arrays)})",
                columns,
                rows.ToLookup(row => (string)row[key])
            );
        }

        /// <summary>Null: these events have none.</summary>
        public NpgsqlBatchCommand? Of(string[] events)
        {
            var mine = events.SelectMany(id => rows[id]).ToList();
            if (mine.Count == 0)
                return null;
            var command = new NpgsqlBatchCommand(statement);
            for (var at = 0; at < columns.Count; at++)
                command.Parameters.Add(new() { Value = Column(mine, at), DataTypeName = $"{columns[at].Type}[]" });
            return command;
        }

        Array Column(List<object[]> mine, int at)
        {
            var element = columns[at].Element;
            var values = Array.CreateInstance(element.IsValueType ? typeof(Nullable<>).MakeGenericType(element) : element, mine.Count);
            for (var i = 0; i < mine.Count; i++)
                values.SetValue(mine[i][at] is DBNull ? null : mine[i][at], i);
            return values;
        }

        /// <summary>Without those that the database writes itself.</summary>
        static async Task<string> Names(NpgsqlDataSource from, string table, CancellationToken cancellation)
        {
            await using var command = from.CreateCommand(
                """
                SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
                WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
                """
            );
            command.Parameters.Add(new() { Value = table });
            return (string)(await command.ExecuteScalarAsync(cancellation))!;
        }
    }
}
