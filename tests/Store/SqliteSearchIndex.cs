using Watchfloor.Events;
using Watchfloor.Store;
using Watchfloor.Store.Sqlite;
using Watchfloor.Tests.Contracts;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores;

public sealed class SqliteSearchIndex : IDisposable
{
    readonly TemporaryDirectory _directory = new();

    string DataFile => Path.Combine(_directory.Path, "watchfloor.db");

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(4)] // knows nothing of a search
    [InlineData(6)] // knows words and places
    public async Task Events_of_an_older_version_are_found(int version)
    {
        using (var connection = Connection.ToWrite(DataFile))
        {
            Migrations.Apply(connection, T0, upTo: version);
            foreach (var view in OldEventSamples.All)
            {
                connection
                    .Sql(
                        "INSERT INTO event (tenant, id, version, status, severity, category, facility_id, source, detected_at, received_at, state, view) "
                            + "VALUES ('main', ?, 1, ?, 2, 'pressure', 'boiler-house', 'scada', ?, ?, '{}', ?)"
                    )
                    .Add(view.Id)
                    .Add(view.Status.ToString().ToLowerInvariant())
                    .Add(Micros.Of(view.DetectedAt))
                    .Add(Micros.Of(view.ReceivedAt))
                    .Add(OldEventSamples.Json(view))
                    .Run();
            }
            connection.Run("INSERT INTO event (tenant, id, version, status, state, view) VALUES ('main', 'bad', 1, 'new', '{}', '{')");
            if (version > 5) // as that version wrote them
                OldEvents.Fill(connection);
            Migrations.Apply(connection, T0);
            connection.Run("DELETE FROM event WHERE id = 'bad'");
        }

        await using var store = SqliteStore.Open(_directory.Path, new StoreContractClock());

        await OldEventSamples.AreFound(store);
    }

    [Fact]
    public async Task An_event_from_before_terms_went_in_together_is_found_by_its_new_words_alone()
    {
        var before = SearchColumns.Of(View("e1"));
        using (var connection = Connection.ToWrite(DataFile))
        {
            Migrations.Apply(connection, T0, upTo: 13);
            connection
                .Sql(
                    "INSERT INTO event (tenant, id, version, status, severity, detected_at, received_at, terms, state, view) "
                        + "VALUES ('main', 'e1', 1, 'new', 2, ?, ?, ?, '{}', '{}')"
                )
                .Add(Micros.Of(T0))
                .Add(Micros.Of(T0))
                .Add(before.Terms)
                .Run();
        }
        await using var store = SqliteStore.Open(_directory.Path, new StoreContractClock());

        await store.Commits.Commit(Show(View("e1") with { Title = "Leak" }, expected: 1));

        Assert.Equal(["e1"], await Found(store, "leak"));
        Assert.Empty(await Found(store, "trouble"));
    }

    [Fact]
    public async Task Of_events_that_come_together_those_are_found_that_the_database_took()
    {
        await using var store = SqliteStore.Open(_directory.Path, new StoreContractClock());
        await store.Write(
            new SmallWrite(writer =>
                writer.Connection.Run(
                    "CREATE TRIGGER choosy BEFORE INSERT ON journal WHEN NEW.id = 'unfit' BEGIN SELECT RAISE(ABORT, 'not unique'); END"
                )
            )
        );
        var gate = new TaskCompletionSource();
        var cancellation = TestContext.Current.CancellationToken;
        var slow = store.Write(new SmallWrite(_ => gate.Task.Wait(cancellation))); // so that all of these go together
        var first = store.Commits.Commit(Show(View("e1") with { Title = "Leak" }));
        var unfit = store.Commits.Commit(Show(View("unfit") with { Title = "Leak" }));
        var second = store.Commits.Commit(Show(View("e2") with { Title = "Leak" }));
        gate.SetResult();
        await Task.WhenAll(slow, first, second);
        await Assert.ThrowsAsync<StoreFailedException>(() => unfit);

        Assert.Equal(["e1", "e2"], await Found(store, "leak"));
        using var connection = Connection.ToWrite(DataFile);
        var notes = connection.Sql("SELECT count(*) FROM event_terms_note");
        notes.Step();
        Assert.Equal(0, notes.Long(0));
        notes.Rest();
    }

    [Fact]
    public async Task A_clock_that_stands_still_never_runs_out_of_numbers()
    {
        await using (var store = SqliteStore.Open(_directory.Path, new StoreContractClock()))
            await store.Commits.Commit(Show(View("e0")));
        using (var connection = Connection.ToWrite(DataFile)) // all numbers of that millisecond but the last
            connection.Run("UPDATE search SET n = ((n >> 20) << 20) + 1048574");

        await using var later = SqliteStore.Open(_directory.Path, new StoreContractClock());
        for (var i = 1; i < 6; i++)
            Assert.IsType<Watchfloor.Kernel.CommitResult.Committed>(await later.Commits.Commit(Show(View($"e{i}"))));
        await later.Commits.Commit(Show(View("e3") with { Title = "Other" }, expected: 1));

        var all = await later.Events.List(
            Tenant,
            new EventFilter([], [], EventOrder.EarliestDetected) { From = T0, To = T0.AddMicroseconds(1) },
            10,
            null,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(["e0", "e1", "e2", "e3", "e4", "e5"], all.Items.Select(view => view.Id).Order());
    }

    static async Task<IEnumerable<string>> Found(SqliteStore store, string words)
    {
        var filter = new EventFilter([], [], EventOrder.LatestDetected) { Words = SearchTerms.Asked(words) };
        var found = await store.Events.List(Tenant, filter, 10, null, TestContext.Current.CancellationToken);
        return found.Items.Select(view => view.Id).Order();
    }
}
