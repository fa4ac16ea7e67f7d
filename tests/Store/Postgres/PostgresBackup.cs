using Watchfloor.Silo.Commands;
using Watchfloor.Store;
using Watchfloor.Store.Postgres;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

public sealed class PostgresBackup : PostgresRoom, IDisposable
{
    readonly TemporaryDirectory _directory = new();

    string Data => Path.Combine(_directory.Path, "data");

    string Elsewhere => Path.Combine(_directory.Path, "elsewhere");

    string File1 => Path.Combine(_directory.Path, "backup.tar");

    PostgresCopy Copy => new(Server.To(Database));

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_backup_beside_a_server_comes_back_elsewhere_with_its_keys_and_another_epoch()
    {
        string head;
        await using (var store = await Open())
        {
            await Keys();
            await store.Commits.Commit(Commit(Event("e1"), 0) with { Outbox = [Message("a", "x")] });
            head = await store.Feed.Head(Cancellation);
            await Backup.Make(Copy, Data, File1, Clock, Cancellation);
            await store.Commits.Commit(Commit(Event("later"), 0));
        }
        var other = await Server.Create();
        try
        {
            await Restore.Bring(new PostgresCopy(Server.To(other)), Elsewhere, File1, force: false, Cancellation);

            await using var restored = await PostgresStore.Open(Server.To(other), Clock, Tuning, Cancellation);
            Assert.Equal(1, (await restored.Entities.Load(Event("e1"), Cancellation))!.Version);
            Assert.Null(await restored.Entities.Load(Event("later"), Cancellation));
            Assert.Equal("event/e1/1/0", (await restored.Outbox.After(0, 10, Cancellation)).Single().Request.Value);
            await Assert.ThrowsAsync<InvalidCursorException>(async () => await restored.Feed.After(head, 10, Cancellation));
            Assert.Equal("the key", await File.ReadAllTextAsync(Path.Combine(Elsewhere, "admin.key"), Cancellation));
            Assert.True(
                await Server.Ask<bool>(other, "SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE oid = 'event'::regclass"),
                "the walls did not come back"
            );
        }
        finally
        {
            await Server.GiveBack(other);
        }
    }

    [Fact]
    public async Task A_database_that_is_put_back_where_it_was_resumes_no_cursor_and_gives_no_number_again()
    {
        string head;
        long seq;
        await using (var store = await Open())
        {
            await Keys();
            await Backup.Make(Copy, Data, File1, Clock, Cancellation);
            await store.Commits.Commit(Commit(Event("lost"), 0) with { Outbox = [Message("a", "x")] });
            head = await store.Feed.Head(Cancellation);
            seq = (await store.Outbox.After(0, 1, Cancellation)).Single().Seq;
        }

        await Restore.Bring(Copy, Data, File1, force: true, Cancellation);

        await using var restored = await Open();
        Assert.Null(await restored.Entities.Load(Event("lost"), Cancellation));
        await Assert.ThrowsAsync<InvalidCursorException>(async () => await restored.Feed.After(head, 10, Cancellation));
        await restored.Commits.Commit(Commit(Event("e1"), 0) with { Outbox = [Message("a", "y")] });
        Assert.NotEqual(seq, (await restored.Outbox.After(0, 1, Cancellation)).Single().Seq);
    }

    [Fact]
    public async Task A_restore_is_refused_while_a_server_runs_and_where_something_lies()
    {
        await Saved();
        await using (await Open())
            Assert.Contains("Another Watchfloor server has the database", (await Refused(force: true)).Message);
        Assert.Contains("is not empty (it holds ", (await Refused()).Message);
    }

    [Fact]
    public async Task A_newer_version_is_neither_copied_nor_put_back_and_a_copy_that_is_cut_off_is_refused()
    {
        await using (await Open())
            await Keys();
        var dump = Path.Combine(_directory.Path, "dump");
        await Copy.Save(dump, Cancellation);
        await Copy.Check(dump, Cancellation);
        await Server.Sql(Database, "UPDATE meta SET value = '999' WHERE name IN ('schema_version', 'oldest_reader')");
        Assert.Contains("written by a newer", (await NoBackup()).Message);
        var newer = Path.Combine(_directory.Path, "newer");
        await using (var place = await CopyPlace.Find(Server.To(Database), Cancellation))
            await place.Programs.Run("pg_dump", Cancellation, "--format=custom", "--enable-row-security", $"--file={newer}");
        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => Copy.Check(newer, Cancellation));
        Assert.Contains("written by a newer", refused.Message);

        var bytes = await File.ReadAllBytesAsync(dump, Cancellation);
        await File.WriteAllBytesAsync(dump, bytes[..(bytes.Length / 2)], Cancellation);
        await Assert.ThrowsAsync<StoreRefusedException>(() => Copy.Check(dump, Cancellation));
    }

    [Fact]
    public async Task A_database_without_Watchfloor_is_refused_and_nothing_is_left()
    {
        await Keys();
        Assert.Contains("There is no Watchfloor in the database", (await NoBackup()).Message);
        Assert.False(Path.Exists(File1) || Path.Exists(File1 + ".part"), "something was left");
        var check = await Assert.ThrowsAsync<StoreRefusedException>(() => PostgresJournalReader.Open(Server.To(Database), Cancellation));
        Assert.Contains("There is no Watchfloor", check.Message);
    }

    [Fact]
    public async Task Journals_are_read_beside_a_server_and_of_every_tenant()
    {
        await using var store = await Open();
        await store.Commits.Commit(Commit(Event("e1"), 0));

        await using var reader = await PostgresJournalReader.Open(Server.To(Database), Cancellation);

        var document = Assert.Single(await reader.Journals.Documents("event", null, 10, Cancellation));
        Assert.Single(await reader.Journals.Read([document], Cancellation));
        await Assert.ThrowsAsync<InvalidOperationException>(() => reader.Journals.Rewrite(Commit(Event("e1"), 1)));
    }

    Task<StoreRefusedException> NoBackup() =>
        Assert.ThrowsAsync<StoreRefusedException>(() => Backup.Make(Copy, Data, File1, Clock, Cancellation));

    Task<StoreRefusedException> Refused(bool force = false) =>
        Assert.ThrowsAsync<StoreRefusedException>(() => Restore.Bring(Copy, Elsewhere, File1, force, Cancellation));

    async Task Saved()
    {
        await using var store = await Open();
        await Keys();
        await store.Commits.Commit(Commit(Event("e1"), 0));
        await Backup.Make(Copy, Data, File1, Clock, Cancellation);
    }

    async Task Keys()
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "admin.key"), "the key", Cancellation);
    }
}
