using Watchfloor.Kernel;
using Watchfloor.Store;
using Watchfloor.Store.Sqlite;
using Watchfloor.Tests.Contracts;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores;

public sealed class SqliteTrouble : IAsyncLifetime
{
    readonly TemporaryDirectory _directory = new();
    SqliteStore? _store;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    SqliteStore Store => _store!;

    public ValueTask InitializeAsync()
    {
        _store = SqliteStore.Open(_directory.Path, new StoreContractClock());
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_full_disk_fails_all_who_wait_is_told_and_ends_when_there_is_room()
    {
        await Store.Commits.Commit(Commit(Event("before"), 0));
        await Fill();

        var failed = Enumerable.Range(0, 20).Select(i => Store.Commits.Commit(Large($"e{i}"))).ToList();
        foreach (var commit in failed)
            Assert.Contains("the disk is full", (await Assert.ThrowsAsync<StoreFailedException>(() => commit)).Message);
        Assert.Contains("the disk is full", Store.Health.Trouble);
        Assert.Null(await Store.Entities.Load(Event("e0"), Cancellation));
        Assert.Equal(1, (await Store.Entities.Load(Event("before"), Cancellation))!.Version);

        await Connection("PRAGMA max_page_count = 1073741823");
        Assert.IsType<CommitResult.Committed>(await Store.Commits.Commit(Large("e0")));
        Assert.Null(Store.Health.Trouble);
    }

    [Fact]
    public async Task Trouble_ends_by_itself_where_nobody_writes()
    {
        await Fill();
        await Assert.ThrowsAsync<StoreFailedException>(() => Store.Commits.Commit(Large("e0")));
        Assert.NotNull(Store.Health.Trouble);
        await Assert.ThrowsAsync<StoreFailedException>(() =>
            Store.Write(
                new SmallWrite(writer =>
                {
                    writer.Connection.Run("PRAGMA max_page_count = 1073741823");
                    throw new StoreFailedException("the room is there, but nobody was told");
                })
            )
        );

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        while (Store.Health.Trouble is not null)
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
        Assert.IsType<CommitResult.Committed>(await Store.Commits.Commit(Large("e0")));
    }

    [Fact]
    public async Task A_database_that_another_program_holds_is_reported_and_comes_back()
    {
        await Connection("PRAGMA busy_timeout = 0");
        using (var other = Watchfloor.Store.Sqlite.Connection.ToWrite(Path.Combine(_directory.Path, "watchfloor.db")))
        {
            other.Run("BEGIN IMMEDIATE");
            var failed = await Assert.ThrowsAsync<StoreFailedException>(() => Store.Commits.Commit(Commit(Event("e1"), 0)));
            Assert.Contains("another program holds the database", failed.Message);
            Assert.Contains("another program holds the database", Store.Health.Trouble);
            other.Run("ROLLBACK");
        }

        Assert.IsType<CommitResult.Committed>(await Store.Commits.Commit(Commit(Event("e1"), 0)));
        Assert.Null(Store.Health.Trouble);
    }

    [Theory]
    [InlineData("RAISE(ABORT, 'not unique')", "not unique")]
    [InlineData("zeroblob(2147483647)", "too big")]
    public async Task What_the_database_cannot_take_fails_alone(string obstacle, string why)
    {
        await Store.Commits.Commit(Commit(Event("unfit"), 0));
        await Connection(
            $"CREATE TRIGGER choosy BEFORE INSERT ON journal WHEN NEW.id = 'unfit' AND NEW.version > 2 BEGIN SELECT {obstacle}; END"
        );
        var gate = new TaskCompletionSource();
        var slow = Store.Write(new SmallWrite(_ => gate.Task.Wait(Cancellation))); // so that all of these go together

        var neighbours = Enumerable.Range(0, 40).Select(i => Store.Commits.Commit(Commit(Event($"e{i}"), 0))).ToList();
        neighbours.Add(Store.Commits.Commit(Commit(Event("unfit"), 1)));
        var unfit = Store.Commits.Commit(Commit(Event("unfit"), 2));
        var loser = Store.Commits.Commit(Commit(Event("e0"), 0) with { Request = new("another") });
        var behind = Enumerable.Range(0, 40).Select(i => Store.Commits.Commit(Commit(Event($"e{i}"), 1))).Skip(1).ToList();
        gate.SetResult();
        await slow;

        var failed = await Assert.ThrowsAsync<StoreFailedException>(() => unfit);
        Assert.True(failed.IsUnfit);
        Assert.Contains(why, failed.Message);
        Assert.IsType<CommitResult.Conflict>(await loser);
        Assert.All(await Task.WhenAll(neighbours.Concat(behind)), result => Assert.Equal(CommitResult.Committed.Instance, result));
        Assert.Null(Store.Health.Trouble);
        Assert.Equal(2, (await Store.Entities.Load(Event("unfit"), Cancellation))!.Version);
    }

    [Fact]
    public async Task A_write_that_breaks_fails_its_neighbours_and_the_lane_goes_on()
    {
        var broken = Store.Write(new SmallWrite(_ => throw new InvalidOperationException("broken")));

        Assert.Contains("broken", (await Assert.ThrowsAsync<StoreFailedException>(() => broken)).Message);
        Assert.IsType<CommitResult.Committed>(await Store.Commits.Commit(Commit(Event("e1"), 0)));
        Assert.Equal(1, (await Store.Entities.Load(Event("e1"), Cancellation))!.Version);
    }

    [Fact]
    public async Task What_was_decided_on_a_commit_that_failed_is_lost_with_it()
    {
        await Store.Commits.Commit(Commit(Event("e1"), 0));
        var (begun, gate) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource());
        var slow = Store.Write(
            new SmallWrite(_ =>
            {
                begun.SetResult();
                gate.Task.Wait(Cancellation);
            })
        );
        await begun.Task; // so that the next two go together, and without this one
        Task<CommitResult>? behind = null;
        var stale = Store.Commits.Commit(Commit(Event("e1"), 0) with { Request = new("another") });
        var broken = Store.Write(
            new SmallWrite(_ =>
            {
                behind = Store.Commits.Commit(Commit(Event("e1"), 1));
                throw new InvalidOperationException("broken");
            })
        );
        gate.SetResult();
        await slow;

        await Assert.ThrowsAsync<StoreFailedException>(() => broken);
        await Assert.ThrowsAsync<StoreFailedException>(() => stale);
        Assert.IsType<CommitResult.Conflict>(await behind!);
        Assert.IsType<CommitResult.Committed>(await Store.Commits.Commit(Commit(Event("e1"), 1)));
    }

    [Fact]
    public async Task Whoever_waits_never_runs_on_the_lane()
    {
        string? name = null;
        await Store
            .Commits.Commit(Commit(Event("e1"), 0))
            .ContinueWith(
                _ => name = Thread.CurrentThread.Name,
                Cancellation,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default
            );

        Assert.NotEqual("watchfloor-lane", name);
    }

    /// <summary>No page may be added to the file.</summary>
    async Task Fill() => await Connection("PRAGMA max_page_count = 1");

    Task Connection(string pragma) => Store.Write(new SmallWrite(writer => writer.Connection.Run(pragma)));

    static Commit Large(string id) => Commit(Event(id), 0) with { State = Utf8($"\"{new string('x', 40_000)}\"") };
}
