using Npgsql;
using Watchfloor.Store.Postgres;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

public sealed class PostgresOldEvents : PostgresRoom
{
    [Theory]
    [InlineData(2)] // knows nothing of a search
    [InlineData(4)] // knows words and places
    public async Task Events_of_an_older_version_are_found(int version)
    {
        await using (var connection = new NpgsqlConnection(Server.To(Database) + ";Pooling=false"))
        {
            await connection.OpenAsync(Cancellation);
            await Migrations.Apply(connection, T0, Cancellation, upTo: version);
            await using var transaction = await connection.BeginTransactionAsync(Cancellation);
            await using (var statements = new Statements(connection, transaction))
            {
                statements.Add("SELECT set_config('watchfloor.system', 'on', true)", _ => { });
                foreach (var view in OldEventSamples.All)
                {
                    statements.Add(
                        "INSERT INTO event (tenant, id, version, status, severity, category, facility_id, source, detected_at, received_at, "
                            + "state, view) VALUES ('main', $1, 1, $2, 2, 'pressure', 'boiler-house', 'scada', $3, $4, '{}', $5)",
                        null,
                        view.Id,
                        view.Status.ToString().ToLowerInvariant(),
                        Watchfloor.Store.Micros.Of(view.DetectedAt),
                        Watchfloor.Store.Micros.Of(view.ReceivedAt),
                        System.Text.Encoding.UTF8.GetBytes(OldEventSamples.Json(view))
                    );
                }
                statements.Add(
                    "INSERT INTO event (tenant, id, version, status, state, view) VALUES ('main', 'bad', 1, 'closed', '{}', '{')",
                    null
                );
                await statements.Run(Cancellation);
            }
            if (version > 3) // as that version wrote them
                await OldEvents.Fill(connection, transaction, Cancellation);
            await transaction.CommitAsync(Cancellation);
        }

        await using var store = await Open();

        Assert.True(await Server.Ask<bool>(Database, "SELECT asides IS NULL FROM event WHERE id = 'bad'"));
        await Server.Sql(Database, "DELETE FROM event WHERE id = 'bad'");
        await OldEventSamples.AreFound(store);
    }
}
