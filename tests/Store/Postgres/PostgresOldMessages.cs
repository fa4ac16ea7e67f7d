using Npgsql;
using Watchfloor.Store;
using Watchfloor.Store.Postgres;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

public sealed class PostgresOldMessages : PostgresRoom
{
    [Fact]
    public async Task What_waits_from_before_there_were_partitions_stays_in_line_with_what_comes_later()
    {
        const string Wait = """
            INSERT INTO outbox (seq, tenant, kind, id, target_tenant, target_kind, target_id, command, data, request_id)
            SELECT n, 'main', 'event', 'e' || n % 20, 'main', 'escalation', 'a', 'wf.X', '{}', 'event/e' || n % 20 || '/0/' || n
            FROM generate_series(1, 12000) n
            """;
        await using (var connection = new NpgsqlConnection(Server.To(Database) + ";Pooling=false"))
        {
            await connection.OpenAsync(Cancellation);
            await Migrations.Apply(connection, T0, Cancellation, upTo: 11);
        }
        await Server.Sql(Database, Wait);

        await using var store = await Open(Together);
        foreach (var source in Enumerable.Range(0, 20))
            await store.Commits.Commit(Commit(Event($"e{source}"), 0) with { Outbox = [Message("a", "later")] });

        var seen = new Dictionary<EntityId, int>();
        for (var partition = 0; partition < store.Outbox.Partitions; partition++)
        {
            var messages = await store.Outbox.After(partition, 0, int.MaxValue, Cancellation);
            Assert.All(messages, message => Assert.Equal(partition, DuePartition.Of(message.Source)));
            foreach (var line in messages.GroupBy(message => message.Source))
                seen.Add(line.Key, line.Count());
        }
        Assert.Equal(20, seen.Count);
        Assert.All(seen.Values, count => Assert.Equal(601, count));
    }
}
