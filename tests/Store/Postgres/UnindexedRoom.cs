using System.Globalization;
using Npgsql;
using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Store;
using Watchfloor.Store.Postgres;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>New events whose terms come into the index behind their commits.</summary>
public abstract class UnindexedRoom : PostgresRoom
{
    private protected static readonly EventFilter Latest = new([], [], EventOrder.LatestDetected);

    /// <summary>New events stay beside the index until a test moves them.</summary>
    private protected static readonly PostgresTuning Later = Tuning with { IndexAfter = TimeSpan.FromHours(1) };

    private protected static readonly PostgresTuning AtOnce = Tuning with { IndexAfter = TimeSpan.Zero };

    private protected Task<string?> Oldest() => Server.Ask<string>(Database, "SELECT value FROM meta WHERE name = 'oldest_reader'");

    /// <summary>Events beside the index, and rows in it.</summary>
    private protected async Task<(long Beside, long In)> Standing() =>
        (
            await Server.Ask<long>(Database, "SELECT count(*) FROM event_unindexed"),
            await Server.Ask<long>(Database, "SELECT count(*) FROM event_term")
        );

    private protected Task IsIndexed() => PrivatePostgres.Eventually(async () => await Standing() is { Beside: 0, In: > 0 });

    private protected async Task Move(int together = Indexer.Together)
    {
        await using var mover = await Server.Superuser(Database);
        await Move(mover, together);
    }

    private protected static async Task<long> Move(NpgsqlConnection mover, int together)
    {
        await using var command = new NpgsqlCommand(Indexer.Move, mover) { Parameters = { new() { Value = (long)together } } };
        return (long)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    private protected static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private protected static Task Show(PostgresStore store, string title, params string[] ids) =>
        Task.WhenAll(ids.Select(id => store.Commits.Commit(Sample(id, title, EventStatus.New))));

    /// <summary>Later in every order, the greater its number.</summary>
    private protected static Commit Sample(string id, string title, EventStatus status)
    {
        var number = int.Parse(id.AsSpan(1), CultureInfo.InvariantCulture);
        return Contracts.StoreContractSamples.Show(
            View(id, status) with
            {
                Title = title,
                DetectedAt = T0.AddSeconds(number),
                ReceivedAt = T0.AddSeconds(number),
            }
        );
    }

    private protected static async Task Change(PostgresStore store, string id, long version, Func<EventView, EventView> change) =>
        Assert.IsType<CommitResult.Committed>(
            await store.Commits.Commit(Contracts.StoreContractSamples.Show(change(View(id) with { Title = "leak" }), version))
        );

    private protected static EventFilter Asked(string words) => Latest with { Words = SearchTerms.Asked(words) };

    private protected static Task<List<string>> Found(PostgresStore store, string words) => Ids(store, Asked(words));

    private protected static async Task<List<string>> Ids(PostgresStore store, EventFilter filter) =>
        [.. (await store.Events.List(Tenant, filter, 1_000, null, Cancellation)).Items.Select(view => view.Id)];
}
