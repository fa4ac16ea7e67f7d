using Npgsql;

namespace Watchfloor.Store.Postgres;

/// <summary>Says of each message that an older program left behind which partition it belongs to, so that those of one source stay in line.</summary>
static class OldMessages
{
    const int Together = 5_000;
    const string Next = "SELECT seq, tenant, kind, id FROM outbox WHERE seq > $1 ORDER BY seq LIMIT $2";
    const string Keep = """
        UPDATE outbox o SET partition = i.partition FROM unnest($1::bigint[], $2::integer[]) AS i (seq, partition) WHERE o.seq = i.seq
        """;

    public static async Task Fill(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        for (var last = long.MinValue; ; )
        {
            var messages = new List<(long Seq, int Partition)>();
            await using (var read = new Statements(connection, transaction))
            {
                read.Add(Next, Found, last, Together);
                await read.Run(cancellation);
            }
            if (messages.Count == 0)
                return;
            await using var write = new Statements(connection, transaction);
            write.Add(
                Keep,
                null,
                Arg.Longs(messages.Select(message => message.Seq)),
                Arg.Ints(messages.Select(message => message.Partition))
            );
            await write.Run(cancellation);
            last = messages[^1].Seq;

            void Found(Row row) => messages.Add((row.Long(0), DuePartition.Of(new EntityId(row.Text(2), new(row.Text(1)), row.Text(3)))));
        }
    }
}
