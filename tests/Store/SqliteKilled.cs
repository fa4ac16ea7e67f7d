using System.Collections.Concurrent;
using Watchfloor.Kernel;
using Watchfloor.Store;
using Watchfloor.Store.Sqlite;
using Watchfloor.Tests.Contracts;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores;

public sealed class SqliteKilled : IDisposable
{
    readonly TemporaryDirectory _directory = new();
    readonly TemporaryDirectory _copies = new();
    readonly StoreContractClock _clock = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _directory.Dispose();
        _copies.Dispose();
    }

    /// <summary>The files are copied while the lane stands in the middle of a transaction, which is how kill -9 leaves them.</summary>
    [Fact]
    public async Task What_was_acknowledged_before_a_kill_is_there_after_it_and_nothing_by_halves()
    {
        await using var store = SqliteStore.Open(_directory.Path, _clock);
        var acknowledged = new ConcurrentDictionary<string, long>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var writers = Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => Task.Run(() => Write(store, $"e{i}", acknowledged, stop.Token), stop.Token))
        );

        for (var kill = 0; kill < 5; kill++)
        {
            var enough = acknowledged.Values.Sum() + 200;
            while (acknowledged.Values.Sum() < enough)
                await store.Outbox.Done([]); // one more flush
            var before = new Dictionary<string, long>();
            var copy = Path.Combine(_copies.Path, $"{kill}");
            await store.Write(
                new SmallWrite(_ =>
                {
                    foreach (var (id, version) in acknowledged)
                        before[id] = version;
                    CopyTo(copy);
                })
            );
            await Check(copy, before);
        }
        await stop.CancelAsync();
        await writers;
    }

    static async Task Write(SqliteStore store, string id, ConcurrentDictionary<string, long> acknowledged, CancellationToken stop)
    {
        for (var version = 0L; !stop.IsCancellationRequested; version += 2)
        {
            var commit = Commit(Event(id), version, facts: 2) with
            {
                Outbox = [Message("a", $"{version}")],
                Due = new(T0.AddTicks(version), 1),
            };
            Assert.IsType<CommitResult.Committed>(await store.Commits.Commit(commit));
            acknowledged[id] = version + 2;
        }
    }

    void CopyTo(string copy)
    {
        Directory.CreateDirectory(copy);
        foreach (var file in new[] { "watchfloor.db", "watchfloor.db-wal" })
            File.Copy(Path.Combine(_directory.Path, file), Path.Combine(copy, file));
    }

    async Task Check(string copy, Dictionary<string, long> acknowledged)
    {
        await using var store = SqliteStore.Open(copy, _clock);
        var messages = await store.Outbox.After(0, int.MaxValue, Cancellation);
        foreach (var (id, version) in acknowledged)
        {
            var stored = (await store.Entities.Load(Event(id), Cancellation))!;
            Assert.InRange(stored.Version, version, long.MaxValue);
            var journal = await store.Events.Journal(Tenant, id, Cancellation);
            Assert.Equal(Enumerable.Range(1, (int)stored.Version).Select(n => (long)n), journal.Select(row => row.Version));
            Assert.Equal(stored.Version / 2, messages.Count(message => message.Source.Id == id));
        }
    }
}
