using System.Globalization;
using Npgsql;

namespace Watchfloor.Store.Postgres;

/// <summary>
/// One database and the ways into it: lanes that write, readers that look, and one watch. Its name in messages is host, port and
/// database; the password is said nowhere.
/// </summary>
sealed class Database : IAsyncDisposable, IDisposable
{
    /// <summary>How the writing connections are known to everybody who looks at the database's activity.</summary>
    public const string LaneName = "watchfloor lane";

    /// <summary>So often a connection is told a statement before the database keeps it.</summary>
    public const int UntilPrepared = 2;

    /// <summary>
    /// The one lane that writes neither facts nor messages. It has a name of its own, so that readers do not wait for its long steps.
    /// </summary>
    public const string UpkeepName = "watchfloor upkeep";

    const string Writing =
        "SET watchfloor.system = 'on'; SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan; "
        + "SET idle_in_transaction_session_timeout = '5s'; "
        + Durable;

    // How few a step takes the planner does not know: for a tenth of a table, which is its guess, it would walk through the whole of another.
    const string ByKey = "SET enable_mergejoin = off; SET enable_hashjoin = off";

    // A role or a database may be set to acknowledge before the disk has it; every other value, such as remote_apply, is kept.
    const string Durable = "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

    readonly NpgsqlDataSource _lanes;
    readonly NpgsqlDataSource _upkeep;
    readonly NpgsqlDataSource _watch;

    public Database(string connectionString, PostgresTuning tuning)
    {
        var given = Parse(connectionString);
        Name = $"{given.Host}:{given.Port}/{given.Database ?? given.Username}";
        Tuning = tuning;
        given.Timeout = Seconds(tuning.Connecting);
        given.CommandTimeout = Seconds(tuning.Statement + TimeSpan.FromSeconds(3)); // the server's own limit comes first
        given.MaxAutoPrepare = 200;
        given.AutoPrepareMinUsages = UntilPrepared;
        given.NoResetOnClose = true; // what a read sets ends with its transaction
        given.KeepAlive = Seconds(tuning.Alive);
        given.IncludeErrorDetail = false;
        // Whether anything lies beyond a place is asked all the time, and as a rule nothing does: the planner expects a third of the table
        // there, and would go through the whole of it to find the first.
        Readers = Source(given, "watchfloor reader", pooled: true, "SET enable_seqscan = off");
        // Every statement of a lane finds its rows by key: nothing is gained by looking at how large a table happens to be.
        _lanes = Source(given, LaneName, pooled: false, Writing, tuning.LaneStatement);
        _upkeep = Source(given, UpkeepName, pooled: false, $"{Writing}; {ByKey}");
        _watch = Source(given, "watchfloor watch", pooled: false, $"SET watchfloor.system = 'on'; SET enable_seqscan = off; {Durable}");
    }

    /// <summary>Where it is, for people.</summary>
    public string Name { get; }

    public PostgresTuning Tuning { get; }

    /// <summary>Connections that are kept for the next reader. They see nothing of a tenant until they name it.</summary>
    public NpgsqlDataSource Readers { get; }

    public async Task<NpgsqlConnection> ToWrite(int lane) => await (lane == Tuning.Upkeep ? _upkeep : _lanes).OpenConnectionAsync();

    public async Task<NpgsqlConnection> ToWatch(CancellationToken cancellation = default) => await _watch.OpenConnectionAsync(cancellation);

    /// <summary>A connection for who holds the database without serving it; it lives on its own.</summary>
    public NpgsqlConnection Claiming() => _watch.OpenConnection();

    public void Dispose()
    {
        Readers.Dispose();
        _lanes.Dispose();
        _upkeep.Dispose();
        _watch.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await Readers.DisposeAsync();
        await _lanes.DisposeAsync();
        await _upkeep.DisposeAsync();
        await _watch.DisposeAsync();
    }

    static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            var given = new NpgsqlConnectionStringBuilder(connectionString);
            return string.IsNullOrEmpty(given.Host)
                ? throw new StoreRefusedException(
                    "The connection string of PostgreSQL names no host, such as Host=localhost;Database=watchfloor."
                )
                : given;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            // Its message may hold a piece of what was given, which may be the password.
            throw new StoreRefusedException(
                "The connection string of PostgreSQL cannot be read; it looks like Host=localhost;Database=watchfloor;Username=watchfloor."
            );
        }
    }

    NpgsqlDataSource Source(NpgsqlConnectionStringBuilder given, string name, bool pooled, string settings, TimeSpan? statement = null)
    {
        var own = new NpgsqlConnectionStringBuilder(given.ConnectionString)
        {
            ApplicationName = name,
            Pooling = pooled,
            Multiplexing = false,
            Enlist = false,
        };
        // The driver asks for all types before anything else can be set; compiling that question takes longer than everything else.
        own.Options = $"{given.Options} -c jit=off".TrimStart();
        if (pooled)
            own.MaxPoolSize = Math.Min(own.MaxPoolSize, 24);
        var builder = new NpgsqlDataSourceBuilder(own.ConnectionString);
        var timeout = (statement ?? Tuning.Statement).TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture);
        // A server that is gone without a word must not hold locks for hours: its connections are asked whether they live.
        var sql =
            $"{settings}; SET statement_timeout = {timeout}; SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3";
        builder.UsePhysicalConnectionInitializer(
            connection =>
            {
                using var command = new NpgsqlCommand(sql, connection);
                command.ExecuteNonQuery();
            },
            async connection =>
            {
                await using var command = new NpgsqlCommand(sql, connection);
                await command.ExecuteNonQueryAsync();
            }
        );
        return builder.Build();
    }

    static int Seconds(TimeSpan span) => (int)Math.Ceiling(span.TotalSeconds);
}
