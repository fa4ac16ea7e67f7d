using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Watchfloor.Kernel;
using Watchfloor.Silo;
using Watchfloor.Tests.Clocks;
using Watchfloor.Tests.Processes;
using Watchfloor.Tests.Stores.Postgres;

namespace Watchfloor.Tests.EngineOnly.Clustering;

/// <summary>When the feature level of a cluster rises, and what a process does that hears of it. It looks each second.</summary>
public sealed class ClusterLevelTests : IAsyncLifetime
{
    const string Member = """
        INSERT INTO watchfloor_member (cluster_id, name, address, generation, feature_level, takes_grains, lease_until, evicted)
        VALUES ('tests', $1, $1, 1, $2, true, clock_timestamp() + interval '1 h', $3)
        """;

    const string Process = """
        INSERT INTO watchfloor_process (cluster_id, name, role, address, waiting, feature_level, seen_at)
        VALUES ('tests', $1, $2, '', 0, $3, clock_timestamp() - make_interval(secs => $4))
        """;

    static readonly CancellationToken Now = TestContext.Current.CancellationToken;
    static readonly ProgramLevel Second = new(2);

    readonly ManualClock _clock = new();
    readonly Record _record = new();
    readonly Lines _log = new();
    readonly ApplicationLifetime _life = new(NullLogger<ApplicationLifetime>.Instance);
    PrivatePostgres _server = null!;
    string _name = "";
    ClusterDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await PrivatePostgres.Shared;
        _name = await _server.Create();
        _database = new(_server.To(_name));
        await _database.Run(ProcessBook.Table, Now);
        await _database.Run(ClusterRoom.Members, Now);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await _server.GiveBack(_name);
    }

    [Fact]
    public async Task Those_count_that_are_members_and_apis_that_are_heard_of()
    {
        await Joined("silo-1", 2);
        await Joined("silo-2", 1, isEvicted: true);
        await Heard("api-1", "api", 1, ago: 0);
        await Heard("api-2", "api", 1, ago: 6);
        await Heard("silo-1", "silo", 1, ago: 0);

        Assert.Equal([new("api-1", 1, false), new("silo-1", 2, true)], await KnownLevel.Read(_database, "tests", Now));
        Assert.Empty(await KnownLevel.Read(_database, "others", Now));
    }

    [Fact]
    public async Task Silos_raise_it_to_what_all_of_them_know_once_those_that_are_late_had_time_to_come()
    {
        await Joined("silo-1", 2);
        await Joined("silo-2", 2);
        await Heard("api-1", "api", 2, ago: 0);
        using var level = Of(ProcessRole.Silo);

        await level.StartAsync(Now);
        await Pass(seconds: 10);
        await Pass(seconds: 2);

        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1], _record.Asked);
        Assert.Equal(["Cluster tests is at feature level 2 now: programs of older versions are refused"], _log.Said);
    }

    [Fact]
    public async Task Who_is_in_the_way_is_named_once()
    {
        await Joined("silo-1", 2);
        await Joined("silo-2", 1);
        await Heard("api-1", "api", 1, ago: -3600);
        await Heard("api-2", "api", 2, ago: -3600);
        using var level = Of(ProcessRole.All);

        await level.StartAsync(Now);
        await Pass(seconds: 12);

        Assert.All(_record.Asked, asked => Assert.Equal(1, asked));
        Assert.Equal(["Cluster tests stays at feature level 1 until these are replaced: api-1, silo-2"], _log.Said);
    }

    [Fact]
    public async Task That_an_api_is_in_the_way_says_the_record()
    {
        await Joined("silo-1", 2);
        await Heard("api-1", "api", 1, ago: -3600);
        _record.Most = 1;
        using var level = Of(ProcessRole.Silo);

        await level.StartAsync(Now);
        await Pass(seconds: 11);

        Assert.Equal([2, 2], _record.Asked.Skip(9));
        Assert.Equal(["Cluster tests stays at feature level 1 until these are replaced: api-1"], _log.Said);
    }

    [Fact]
    public async Task An_api_raises_nothing_and_hears_of_it()
    {
        await Joined("silo-1", 2);
        using var level = Of(ProcessRole.Api);

        await level.StartAsync(Now);
        await Pass(seconds: 11);
        Assert.All(_record.Asked, asked => Assert.Equal(1, asked));
        Assert.Empty(_log.Said);
        _record.Recorded = 2;
        await Pass(seconds: 2);

        Assert.Single(_log.Said);
        Assert.False(_life.ApplicationStopping.IsCancellationRequested);
    }

    [Fact]
    public async Task Who_knows_less_than_the_cluster_stops()
    {
        using var level = Of(ProcessRole.Api);
        await level.StartAsync(Now);
        await Pass(seconds: 1);
        Assert.False(_life.ApplicationStopping.IsCancellationRequested);

        _record.Recorded = 3;
        await Pass(seconds: 1);

        await Eventually.Is("it stops", () => _life.ApplicationStopping.IsCancellationRequested);
        Assert.Contains("knows feature level 2, and cluster tests has been upgraded to 3 without it", _log.Said[^1]);
    }

    [Fact]
    public async Task While_the_database_is_away_it_is_asked_again()
    {
        _record.Faults = [new StoreFailedException("away"), new Npgsql.NpgsqlException("away"), new TimeoutException("away")];
        using var level = Of(ProcessRole.Silo);

        await level.StartAsync(Now);
        await Pass(seconds: 4);

        Assert.Equal(4, _record.Asked.Count);
        Assert.False(level.ExecuteTask!.IsCompleted);
    }

    ClusterLevel Of(ProcessRole role)
    {
        var options = new ServerOptions("http://127.0.0.1:0", "", Demo: false) { Cluster = new("tests", role, "this-one") };
        return new(_record, Second, _database, options, _life, _clock, _log);
    }

    /// <summary>Each second is looked at before the next.</summary>
    async Task Pass(int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            await Eventually.Is("it rests", () => _clock.NextDue is not null);
            var before = _record.Asked.Count;
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Eventually.Is("a look", () => _record.Asked.Count > before);
        }
    }

    Task Joined(string name, int level, bool isEvicted = false) => _database.Run(Member, Now, name, level, isEvicted);

    Task Heard(string name, string role, int level, double ago) => _database.Run(Process, Now, name, role, level, ago);

    /// <summary>What stands in the database, and what it was asked to rise to.</summary>
    sealed class Record : ILevelRecord
    {
        readonly ConcurrentQueue<int> _asked = [];
        int _calls;

        public IReadOnlyCollection<int> Asked => _asked;

        public int Most { get; set; } = int.MaxValue;

        public Exception[] Faults { get; set; } = [];

        public int Recorded { get; set; } = 1;

        public int Current { get; private set; } = 1;

        public Task<int> Raise(int level, CancellationToken cancellation)
        {
            Recorded = Math.Max(Recorded, Math.Min(level, Most));
            var fault = Faults.ElementAtOrDefault(_calls++);
            if (fault is null)
                Current = Recorded;
            _asked.Enqueue(level);
            return fault is null ? Task.FromResult(Recorded) : Task.FromException<int>(fault);
        }
    }

    /// <summary>What people are told, down to news.</summary>
    sealed class Lines : ILogger<ClusterLevel>
    {
        readonly ConcurrentQueue<string> _said = [];

        public string[] Said => [.. _said];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> say
        )
        {
            if (IsEnabled(logLevel))
                _said.Enqueue(say(state, exception));
        }
    }
}
