using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Store;
using Watchfloor.Store.Sqlite;
using Watchfloor.Telemetry;
using Watchfloor.Tests.Contracts;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores;

public sealed class SqliteMigrations : IDisposable
{
    const int Devices = 3;
    const int Rows = 4_000;
    const int Packs = 3; // the number of the script that rewrites the most

    readonly TemporaryDirectory _directory = new();
    readonly StoreContractClock _clock = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    string DataFile => Path.Combine(_directory.Path, "watchfloor.db");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_database_of_the_first_release_becomes_one_of_today_and_nothing_is_lost()
    {
        FirstRelease(DataFile);

        await using var store = Open();

        Assert.Equal(
            (2, "{\"version\":2}"),
            (await store.Entities.Load(Event("e1"), Cancellation)) is { } e ? (e.Version, Text(e.State)) : default
        );
        Assert.Equal(2, (await store.Events.Journal(Tenant, "e1", Cancellation)).Count);
        Assert.Equal("e1", await store.OpenEvents.ClaimedBy(Tenant, "scada", "alarm-1", Cancellation));
        Assert.Equal(1, await store.Outbox.Depth(Cancellation));
        await CheckReadings(store);
        await CheckBatches(store);
    }

    [Fact]
    public async Task Rollups_of_what_an_older_version_took_in_are_made_afterwards()
    {
        FirstRelease(DataFile);
        await using var store = Open();

        while (await store.Rollups.Roll(1_000, Cancellation) > 0) { }

        var hours = await store.TelemetryReads.Rollups(
            Tenant,
            "d0/t",
            Resolution.Hour,
            T0.AddDays(-1),
            T0.AddDays(1),
            100,
            null,
            Cancellation
        );
        Assert.Equal(Enumerable.Range(1, Rows).Count(seq => seq % Devices == 0), hours.Items.Sum(hour => hour.Count));
    }

    /// <summary>The files as a kill leaves them when all of the migration is written and not committed.</summary>
    [Fact]
    public async Task A_migration_that_is_killed_leaves_the_old_and_the_next_start_makes_the_new()
    {
        var killed = Directory.CreateDirectory(Path.Combine(_directory.Path, "killed")).FullName;
        FirstRelease(DataFile);
        using (var connection = Connection.ToWrite(DataFile))
        {
            connection.Run("PRAGMA cache_spill = 1; PRAGMA cache_size = 1;"); // so that pages reach the disk before their commit
            Migrations.Apply(
                connection,
                T0,
                beforeCommit: number =>
                {
                    if (number == Packs)
                    {
                        foreach (var file in Directory.EnumerateFiles(_directory.Path, "watchfloor.db*"))
                            File.Copy(file, Path.Combine(killed, Path.GetFileName(file)));
                    }
                }
            );
        }

        using (var connection = Connection.ToCopy(Path.Combine(killed, "watchfloor.db")))
            Assert.Equal(Packs - 1, connection.Number("SELECT max(number) FROM migrations"));
        await using var store = SqliteStore.Open(killed, _clock);
        await CheckReadings(store);
    }

    [Fact]
    public async Task A_newer_database_that_this_version_still_understands_is_taken()
    {
        await using (var store = Open())
            await store.Commits.Commit(Commit(Event("e1"), 0));
        using (var connection = Connection.ToWrite(DataFile))
            connection.Run("INSERT INTO migrations VALUES (999, '0999_only-adds', 0); ALTER TABLE event ADD COLUMN colour TEXT;");

        await using var again = Open();

        Assert.IsType<CommitResult.Committed>(await again.Commits.Commit(Commit(Event("e1"), 1)));
        Assert.IsType<CommitResult.Committed>(await again.Commits.Commit(Commit(Event("e2"), 0)));
    }

    /// <summary>A clear that comes after the upgrade ends what began before it.</summary>
    [Fact]
    public async Task Conditions_that_were_open_before_are_found()
    {
        using (var connection = Connection.ToWrite(DataFile))
        {
            Migrations.Apply(connection, T0, upTo: 6);
            foreach (var (id, status) in new[] { ("e1", "acknowledged"), ("e2", "resolved") })
            {
                connection
                    .Sql(
                        "INSERT INTO event (tenant, id, version, status, category, state, view) VALUES ('main', ?, 1, ?, 'pressure', '{}', ?)"
                    )
                    .Add(id)
                    .Add(status)
                    .Add("""{"contributors":[{"conditionKey":"drum \"2\""},{"conditionKey":"vent"}]}""")
                    .Run();
            }
        }

        await using var store = Open();

        foreach (var condition in new[] { "drum \"2\"", "vent" })
        {
            var key = CorrelationKey.OfCondition(new(null, "pressure"), condition);
            Assert.Equal(["e1"], (await store.OpenEvents.Under(Tenant, key, Cancellation)).Select(found => found.Id.Id));
        }
    }

    /// <summary>After the third, a script adds, or says from which version on it can be read.</summary>
    [Fact]
    public void A_script_that_takes_something_away_says_who_can_still_read_it()
    {
        foreach (var (number, sql) in Migrations.Texts.Where(script => script.Number > 2))
        {
            var takes = new[] { "DROP ", "RENAME ", "DELETE FROM" }.Any(word => sql.Contains(word, StringComparison.OrdinalIgnoreCase));
            Assert.True(!takes || sql.Contains("oldest_reader", StringComparison.Ordinal), $"{number} takes something away in silence");
        }
    }

    SqliteStore Open() => SqliteStore.Open(_directory.Path, _clock);

    static void FirstRelease(string file)
    {
        using var connection = Connection.ToWrite(file);
        Migrations.Apply(connection, T0, upTo: 1);
        connection.Run(
            """
            INSERT INTO journal VALUES (1, 7, 'main', 'event', 'e1', 1, 'noted', '{}', 'ana', 0, NULL), (2, 7, 'main', 'event', 'e1', 2, 'noted', '{}', 'ana', 0, 'w');
            INSERT INTO event (tenant, id, version, status, state) VALUES ('main', 'e1', 2, 'new', '{"version":2}');
            INSERT INTO claims VALUES ('main', 'scada', 'alarm-1', 'e1');
            INSERT INTO outbox VALUES (5, 'main', 'event', 'e1', 'main', 'escalation', 'e1', 'wf.SilenceEscalation', '{}', 'event/e1/2/0', 0, NULL);
            BEGIN;
            """
        );
        for (var seq = 1; seq <= Rows; seq++)
        {
            var row = connection.Sql("INSERT INTO telemetry VALUES (?, ?, ?, ?, ?, ?, ?)").Add(seq);
            var reading = Old(seq);
            row.Add(Tenant.Value).Add($"d{seq % Devices}").Add(reading.Tag);
            row.Add(Micros.Of(reading.At)).Add(reading.Value).Add((long)reading.Quality).Run();
        }
        foreach (var seq in new[] { 1, 2, 3, 5, 8, 9 })
            connection.Sql("INSERT INTO telemetry_batches VALUES ('main', 'edge', '', ?)").Add(seq).Run();
        connection.Run("COMMIT");
    }

    /// <summary>Samples that come in turns from all devices, some late, some bad, some no number.</summary>
    static Sample Old(int seq) =>
        new(
            $"d{seq % Devices}/t",
            T0.AddSeconds(seq % 100 == 0 ? -seq : seq).AddMicroseconds(seq % 7),
            seq % 50 == 0 ? double.NaN : seq / 7.0,
            seq % 40 == 0 ? 0 : Quality.Good
        );

    static async Task CheckReadings(SqliteStore store)
    {
        for (var device = 0; device < Devices; device++)
        {
            var readings = new List<Reading>();
            while (
                await store.Telemetry.After(Tenant, $"d{device}", readings.Count == 0 ? 0 : readings[^1].Seq, 333, Cancellation)
                    is { Count: > 0 } page
            )
                readings.AddRange(page);
            var expected = Enumerable.Range(1, Rows).Where(seq => seq % Devices == device).Select(seq => new Reading(seq, Old(seq)));
            Assert.Equal(expected, readings);
        }
    }

    static async Task CheckBatches(SqliteStore store)
    {
        var taken = new List<long>();
        for (var seq = 0; seq <= 10; seq++)
        {
            var before = (await store.Telemetry.After(Tenant, "d9", 0, 100, Cancellation)).Count;
            await store.Telemetry.Append(Tenant, new(1, "edge", null, seq, [new("d9/t", T0, 1, Quality.Good)]), T0);
            if ((await store.Telemetry.After(Tenant, "d9", 0, 100, Cancellation)).Count > before)
                taken.Add(seq);
        }
        Assert.Equal([0, 4, 6, 7, 10], taken);
    }
}
