using Watchfloor.Silo.Commands;
using Watchfloor.Store;
using Watchfloor.Store.Sqlite;
using Watchfloor.Tests.Contracts;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores;

public sealed class SqliteBackup : IDisposable
{
    readonly TemporaryDirectory _directory = new();
    readonly StoreContractClock _clock = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    string Data => Path.Combine(_directory.Path, "data");

    string Elsewhere => Path.Combine(_directory.Path, "elsewhere");

    string File1 => Path.Combine(_directory.Path, "backup.tar");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_backup_of_a_running_server_holds_what_was_acknowledged_before_it_and_the_keys()
    {
        await using (var store = SqliteStore.Open(Data, _clock))
        {
            await Keys("admin.key", "connector.key", "protection-keys/key-1.xml");
            await File.WriteAllTextAsync(Path.Combine(Data, "spool"), "not ours", Cancellation);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            var written = 0L;
            var writer = Task.Run(
                async () =>
                {
                    for (var version = 0; !stop.IsCancellationRequested; version++)
                    {
                        await store.Commits.Commit(Commit(Event("e1"), version));
                        Volatile.Write(ref written, version + 1);
                    }
                },
                Cancellation
            );
            while (Volatile.Read(ref written) < 100)
                await Task.Yield();
            var before = Volatile.Read(ref written);

            await Backup.Make(new SqliteCopy(Data), Data, File1, _clock, Cancellation);

            await stop.CancelAsync();
            await writer;
            await Restored(Elsewhere);
            await using var restored = SqliteStore.Open(Elsewhere, _clock);
            var stored = (await restored.Entities.Load(Event("e1"), Cancellation))!;
            Assert.InRange(stored.Version, before, written);
            Assert.Equal(stored.Version, (await restored.Events.Journal(Tenant, "e1", Cancellation)).Count);
        }
        Assert.Equal("admin.key", await File.ReadAllTextAsync(Path.Combine(Elsewhere, "admin.key"), Cancellation));
        Assert.Equal(
            ["admin.key", "connector.key", "protection-keys", "watchfloor.db"],
            Directory.EnumerateFileSystemEntries(Elsewhere).Select(Path.GetFileName).Where(name => name != "watchfloor.lock").Order()
        );
        if (!OperatingSystem.IsWindows()) // which has no modes
        {
            foreach (
                var file in new[] { File1, Path.Combine(Elsewhere, "admin.key"), Path.Combine(Elsewhere, "protection-keys", "key-1.xml") }
            )
                Assert.Equal(DurableFiles.OwnerOnly, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task After_a_restore_no_cursor_from_before_goes_on_and_no_number_comes_again()
    {
        string head;
        long seq;
        await using (var store = SqliteStore.Open(Data, _clock))
        {
            await store.Commits.Commit(Commit(Event("e1"), 0) with { Outbox = [Message("a", "x")] });
            seq = (await store.Outbox.After(0, 1, Cancellation)).Single().Seq;
            await store.Outbox.Done([seq]);
            head = await store.Feed.Head(Cancellation);
            await Backup.Make(new SqliteCopy(Data), Data, File1, _clock, Cancellation);
        }

        await Restored(Elsewhere);

        await using var restored = SqliteStore.Open(Elsewhere, _clock);
        await Assert.ThrowsAsync<InvalidCursorException>(async () => await restored.Feed.After(head, 10, Cancellation));
        await restored.Commits.Commit(Commit(Event("e1"), 1) with { Outbox = [Message("a", "y")] });
        Assert.True((await restored.Outbox.After(0, 1, Cancellation)).Single().Seq > seq, "a number came again");
    }

    [Fact]
    public async Task A_restore_is_refused_where_a_server_runs_or_something_lies_unless_it_is_forced()
    {
        await Saved("e1");
        await using (SqliteStore.Open(Elsewhere, _clock))
            Assert.Contains("in use by another server", (await Refused(Elsewhere, force: true)).Message);
        Assert.Contains("is not empty (it holds watchfloor.db)", (await Refused(Elsewhere)).Message);

        await Restore.Bring(new SqliteCopy(Elsewhere), Elsewhere, File1, force: true, Cancellation);

        await using var restored = SqliteStore.Open(Elsewhere, _clock);
        Assert.NotNull(await restored.Entities.Load(Event("e1"), Cancellation));
    }

    [Fact]
    public async Task A_backup_overwrites_nothing_and_needs_a_database()
    {
        await Saved("e1");
        var again = await Assert.ThrowsAsync<StoreRefusedException>(() =>
            Backup.Make(new SqliteCopy(Data), Data, File1, _clock, Cancellation)
        );
        Assert.Contains("never overwrites", again.Message);
        var nothing = await Assert.ThrowsAsync<StoreRefusedException>(() =>
            Backup.Make(new SqliteCopy(Elsewhere), Elsewhere, File1 + "2", _clock, Cancellation)
        );
        Assert.Contains("There is no database", nothing.Message);
        Assert.False(Path.Exists(File1 + "2") || Path.Exists(File1 + "2.part"), "something was left");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    [InlineData(4_000)]
    [InlineData(60_000)]
    public async Task A_backup_that_is_cut_off_is_refused_and_changes_nothing(int length)
    {
        await Saved("e1");
        await using (var store = SqliteStore.Open(Elsewhere, _clock))
            await store.Commits.Commit(Commit(Event("here-before"), 0));
        await using (var file = File.OpenWrite(File1))
            file.SetLength(length);

        await Refused(Elsewhere, force: true);

        await using var after = SqliteStore.Open(Elsewhere, _clock);
        Assert.NotNull(await after.Entities.Load(Event("here-before"), Cancellation));
    }

    [Fact]
    public async Task A_backup_of_a_newer_version_is_refused()
    {
        await using (SqliteStore.Open(Data, _clock)) { }
        using (var connection = Connection.ToWrite(Path.Combine(Data, "watchfloor.db")))
            connection.Run("INSERT INTO migrations VALUES (999, '0999_from-the-future', 0)");
        using (var connection = Connection.ToWrite(Path.Combine(Data, "watchfloor.db")))
        {
            connection.Run("UPDATE meta SET value = '999' WHERE name = 'oldest_reader'");
            connection.Sql("VACUUM INTO ?").Add(Path.Combine(_directory.Path, "database")).Run();
        }
        var manifest = new Manifest(Manifest.Known, "sqlite", "9", T0);
        await Archive.Write(File1, manifest, Path.Combine(_directory.Path, "database"), Data, Cancellation);

        Assert.Contains("written by a newer Watchfloor", (await Refused(Elsewhere)).Message);
    }

    [Fact]
    public async Task Where_a_restore_was_interrupted_no_server_starts_until_it_was_run_again()
    {
        await Saved("e1");
        Directory.CreateDirectory(Elsewhere);
        RestoreMark.Set(Elsewhere);

        Assert.Contains("was interrupted", Assert.Throws<StoreRefusedException>(() => SqliteStore.Open(Elsewhere, _clock)).Message);

        await Restored(Elsewhere);
        await using var restored = SqliteStore.Open(Elsewhere, _clock);
        Assert.NotNull(await restored.Entities.Load(Event("e1"), Cancellation));
    }

    Task Restored(string directory) => Restore.Bring(new SqliteCopy(directory), directory, File1, force: false, Cancellation);

    Task<StoreRefusedException> Refused(string directory, bool force = false) =>
        Assert.ThrowsAsync<StoreRefusedException>(() => Restore.Bring(new SqliteCopy(directory), directory, File1, force, Cancellation));

    async Task Saved(string id)
    {
        await using var store = SqliteStore.Open(Data, _clock);
        await store.Commits.Commit(Commit(Event(id), 0));
        await Backup.Make(new SqliteCopy(Data), Data, File1, _clock, Cancellation);
    }

    async Task Keys(params string[] names)
    {
        Directory.CreateDirectory(Path.Combine(Data, "protection-keys"));
        foreach (var name in names)
            await File.WriteAllTextAsync(Path.Combine(Data, name), name, Cancellation);
    }
}
