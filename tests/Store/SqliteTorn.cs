using Watchfloor.Store;
using Watchfloor.Store.Sqlite;
using Watchfloor.Tests.Contracts;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores;

public sealed class SqliteTorn : IDisposable
{
    const int Header = 32;
    const int Frame = 24 + 4096;

    readonly TemporaryDirectory _directory = new();
    readonly TemporaryDirectory _torn = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _directory.Dispose();
        _torn.Dispose();
    }

    /// <summary>
    /// The log ends in the middle of anything: in a frame's header, between frames, in a page. What was acknowledged before the tear is
    /// there, and the transaction that was torn is not, in no part.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_the_log_is_torn_or_garbled_whole_transactions_stand_and_no_part_of_one(bool garbled)
    {
        var (database, log, ends) = await Written();

        foreach (var at in Places(log.Length, ends[0]).Where(at => !garbled || at % 3 == 0))
        {
            var torn = garbled ? (byte[])log.Clone() : log[..(int)at];
            if (garbled)
                torn[at - 1] ^= 0x5A;
            var acknowledged = garbled ? ends.Count(end => end < at) : ends.Count(end => end <= at);
            var found = Read(database, torn);
            Assert.True(found.Journal == found.Document && found.Document == found.Messages, $"torn at {at}: {found}");
            Assert.True(found.Document == acknowledged, $"torn at {at}: {found}, {acknowledged} were on the disk before it");
        }
    }

    /// <summary>Commits, and how long the log was when each was acknowledged.</summary>
    async Task<(byte[] Database, byte[] Log, List<long> Ends)> Written()
    {
        await using var store = SqliteStore.Open(_directory.Path, new StoreContractClock());
        var ends = new List<long>();
        await store.Write(new SmallWrite(writer => writer.Meta.Set("begun", 1)));
        var first = Files("-wal").Length;
        for (var version = 0; version < 3; version++)
        {
            await store.Commits.Commit(Commit(Event("e1"), version) with { Outbox = [Message("a", $"{version}")] });
            ends.Add(new FileInfo(DataFile + "-wal").Length);
        }
        Assert.True(ends[0] > first, "the log was not written to");
        return (Files(""), Files("-wal"), ends);
    }

    /// <summary>Every byte of every header, every edge of a page, and many places within.</summary>
    static IEnumerable<long> Places(long length, long first)
    {
        for (var at = first - (2 * Frame); at <= length; at++)
        {
            var place = (at - Header) % Frame;
            if (place is < 26 or > Frame - 3 || place % 211 == 0)
                yield return at;
        }
    }

    (long Journal, long Document, long Messages) Read(byte[] database, byte[] log)
    {
        var file = Path.Combine(_torn.Path, "watchfloor.db");
        File.Delete(file + "-shm");
        File.WriteAllBytes(file, database);
        File.WriteAllBytes(file + "-wal", log);
        using var connection = Connection.ToCopy(file);
        return (
            connection.Number("SELECT count(*) FROM journal"),
            connection.Number("SELECT coalesce(max(version), 0) FROM event"),
            connection.Number("SELECT count(*) FROM outbox")
        );
    }

    string DataFile => Path.Combine(_directory.Path, "watchfloor.db");

    byte[] Files(string end)
    {
        using var file = new FileStream(DataFile + end, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
