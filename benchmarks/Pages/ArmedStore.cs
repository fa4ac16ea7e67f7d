using Microsoft.Extensions.DependencyInjection;
using Watchfloor.Kernel;
using Watchfloor.Store;

namespace Watchfloor.Benchmarks;

/// <summary>A store of either kind in which a great many deadlines are armed, all of them days away.</summary>
sealed class ArmedStore : IAsyncDisposable
{
    static readonly TimeSpan FarAway = TimeSpan.FromDays(7);

    readonly TemporaryFolder? _folder;
    readonly ScratchPostgres? _postgres;
    readonly string _database;
    int _next;

    ArmedStore(TemporaryFolder folder) => (_folder, _database) = (folder, "");

    ArmedStore(ScratchPostgres postgres, string database) => (_postgres, _database) = (postgres, database);

    /// <summary>As people call it.</summary>
    public string Name => _postgres is null ? "SQLite" : "PostgreSQL";

    public static async Task<ArmedStore> OnSqlite(int deadlines)
    {
        var it = new ArmedStore(new TemporaryFolder());
        await SqliteLoad.Fill(it._folder!.Full, it.Far(deadlines));
        return it;
    }

    public static async Task<ArmedStore> OnPostgres(int deadlines, CancellationToken cancellation)
    {
        var postgres = await ScratchPostgres.Start();
        var it = new ArmedStore(postgres, await postgres.CreateGuarded("armed"));
        await using (await PostgresStore.Open(it._database, TimeProvider.System, cancellation)) { }
        await PostgresLoad.Fill(postgres.To("armed"), it.Far(deadlines), cancellation);
        return it;
    }

    /// <summary>Opens it for a silo.</summary>
    public void AddTo(IServiceCollection services)
    {
        if (_folder is not null)
            services.AddSqliteStore(_folder.Full);
        else
            services.AddPostgresStore(_database);
    }

    /// <summary>
    /// Through its own door, as their grains would: events with an escalation each, whose level is due at this pace from an instant on. It is the
    /// first that leaves time for the writing and so much more.
    /// </summary>
    public async Task ArmNear(Pace pace, int count, TimeSpan ahead, CancellationToken cancellation)
    {
        await using var store = await Open(cancellation);
        await store.Commits.Commit(SampleDeadlines.Channel(StampChannel.Name)); // the second time it conflicts, and is there
        var first = DateTimeOffset.UtcNow + WritingTakes(count) + ahead;
        foreach (var together in Enumerable.Range(0, count).Chunk(2000))
        {
            var commits =
                from at in together
                let number = _next + at
                let due = first + pace.Planned(at)
                from commit in new[]
                {
                    SampleDeadlines.Event(number, due + FarAway, category: $"armed-{number}"),
                    SampleDeadlines.Escalation(number, due, StampChannel.Name),
                }
                select store.Commits.Commit(commit);
            await Task.WhenAll(commits.ToList());
        }
        _next += count;
        var early = first - ahead - DateTimeOffset.UtcNow;
        if (early < TimeSpan.Zero)
            throw new InvalidOperationException($"the store took {-early} longer to write {count} events than was thought");
        await Task.Delay(early, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _folder?.Dispose();
        if (_postgres is not null)
            await _postgres.DisposeAsync();
    }

    async Task<IStore> Open(CancellationToken cancellation) =>
        _folder is not null
            ? SqliteStore.Open(_folder.Full, TimeProvider.System)
            : await PostgresStore.Open(_database, TimeProvider.System, cancellation);

    IEnumerable<Commit> Far(int deadlines)
    {
        _next = deadlines;
        var due = DateTimeOffset.UtcNow + FarAway;
        return Enumerable
            .Range(0, deadlines)
            .Select(number => SampleDeadlines.Event(number, due.AddSeconds(number / 10.0), category: $"armed-{number}"));
    }

    static TimeSpan WritingTakes(int count) => TimeSpan.FromSeconds(1 + (count / 1000.0));
}
