using Watchfloor.Kernel;
using Watchfloor.Store;
using Watchfloor.Store.Sqlite;
using Watchfloor.Tests.Contracts;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores;

public sealed class SqliteOpening : IDisposable
{
    readonly TemporaryDirectory _directory = new();
    readonly StoreContractClock _clock = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    string DataFile => Path.Combine(_directory.Path, "watchfloor.db");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_and_left_alone()
    {
        await using (Open()) { }
        using (var connection = Connection.ToWrite(DataFile))
            connection.Run(
                "INSERT INTO migrations VALUES (999, '0999_from-the-future', 0); UPDATE meta SET value = '999' WHERE name = 'oldest_reader'"
            );
        var before = await File.ReadAllBytesAsync(DataFile, Cancellation);

        var refused = Assert.Throws<StoreRefusedException>(Open);

        Assert.Contains("written by a newer Watchfloor (schema 999, this one knows ", refused.Message);
        Assert.Equal(before, await File.ReadAllBytesAsync(DataFile, Cancellation));
    }

    [Fact]
    public async Task A_directory_that_a_server_has_is_refused_to_a_second_one()
    {
        await using (Open())
        {
            var refused = Assert.Throws<StoreRefusedException>(Open);
            Assert.Contains($"{_directory.Path} is in use by another server", refused.Message);
        }

        await using var again = Open();
    }

    [Theory]
    [InlineData("garbage", "is no database, or its beginning is damaged")]
    [InlineData("short", "is no database, or its beginning is damaged")]
    [InlineData("cut off", "restore a backup")]
    [InlineData("cut in its beginning", "restore a backup")]
    [InlineData("garbled", "restore a backup")]
    [InlineData("of another program", "is a database of another program")]
    public async Task A_file_that_is_no_database_of_ours_is_refused_with_what_to_do_and_the_directory_set_free(string what, string sentence)
    {
        await using (Open()) { }
        var length = new FileInfo(DataFile).Length;
        switch (what)
        {
            case "garbage":
                await File.WriteAllTextAsync(DataFile, new string('x', 10_000), Cancellation);
                break;
            case "short":
                await File.WriteAllTextAsync(DataFile, "SQLite format 3", Cancellation);
                break;
            case "cut off":
                Change(file => file.SetLength(length - 4096));
                break;
            case "cut in its beginning":
                Change(file => file.SetLength(3000));
                break;
            case "garbled":
                Change(file => file.Write(new byte[4000]), at: 100);
                break;
            default:
                File.Delete(DataFile);
                using (var other = Connection.ToWrite(DataFile))
                    other.Run("CREATE TABLE invoices (id INTEGER)");
                break;
        }
        var before = await File.ReadAllBytesAsync(DataFile, Cancellation);

        Assert.Contains(sentence, Assert.Throws<StoreRefusedException>(Open).Message);
        Assert.Equal(before, await File.ReadAllBytesAsync(DataFile, Cancellation));

        File.Delete(DataFile);
        await using var again = Open();
    }

    void Change(Action<FileStream> change, long at = 0)
    {
        using var file = File.OpenWrite(DataFile);
        file.Position = at;
        change(file);
    }

    [Fact]
    public async Task A_new_directory_is_its_owners_alone()
    {
        var path = Path.Combine(_directory.Path, "deep", "data");
        await using var store = SqliteStore.Open(path, _clock);

        if (!OperatingSystem.IsWindows()) // which has no modes
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task Every_commit_waits_for_the_disk()
    {
        await using var store = Open();
        var settings = await store.Write(
            new Asked(writer => (writer.Connection.Number("PRAGMA synchronous"), writer.Connection.Number("PRAGMA mmap_size")))
        );

        Assert.Equal((2, 0), settings);
        Assert.True(File.Exists(DataFile + "-wal"));
    }

    [Fact]
    public async Task A_store_opened_again_goes_on_where_it_was()
    {
        string cursor;
        long seq;
        await using (var store = Open())
        {
            cursor = await store.Feed.Head(Cancellation);
            await store.Commits.Commit(Commit(Event("e1"), 0) with { Outbox = [Message("a", "x")] });
            seq = (await store.Outbox.After(0, 1, Cancellation)).Single().Seq;
        }

        await using var again = Open();
        await again.Commits.Commit(Commit(Event("e1"), 1) with { Outbox = [Message("a", "y")] });

        Assert.Equal(2, (await again.Feed.After(cursor, 10, Cancellation)).Items.Count);
        Assert.Equal([seq, seq + 1], (await again.Outbox.After(0, 10, Cancellation)).Select(message => message.Seq));
    }

    [Fact]
    public async Task Closing_makes_durable_what_was_accepted()
    {
        List<Task<CommitResult>> pending;
        await using (var store = Open())
            pending = [.. Enumerable.Range(0, 500).Select(i => store.Commits.Commit(Commit(Event($"e{i}"), 0)))];

        Assert.All(pending, commit => Assert.True(commit.IsCompletedSuccessfully));
        await using var again = Open();
        Assert.Equal(500, again.Health.Facts);
    }

    [Fact]
    public async Task A_closed_store_says_so()
    {
        var store = Open();
        await store.DisposeAsync();

        await Assert.ThrowsAsync<StoreFailedException>(() => store.Commits.Commit(Commit(Event("e1"), 0)));
        await Assert.ThrowsAsync<StoreFailedException>(async () => await store.Entities.Load(Event("e1"), Cancellation));
    }

    SqliteStore Open() => SqliteStore.Open(_directory.Path, _clock);

    sealed class Asked(Func<Writer, (long, long)> question) : Write<(long, long)>
    {
        protected override (long, long) Change(Writer writer) => question(writer);
    }
}
