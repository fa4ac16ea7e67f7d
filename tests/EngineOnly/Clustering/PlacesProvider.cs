using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Watchfloor.Tests.EngineOnly.Clustering;

/// <summary>A database of one table with a row per cluster, as an ADO.NET provider. Its connection string chooses the table.</summary>
sealed class PlacesProvider : DbProviderFactory
{
    internal static readonly PlacesProvider Instance = new();

    static readonly ConcurrentDictionary<string, Places> Databases = new();

    internal static Places Database(string name) => Databases.GetOrAdd(name, static _ => new());

    public override DbConnection CreateConnection() => new PlacesConnection();
}

/// <summary>The rows, and whether the database answers.</summary>
sealed class Places
{
    readonly Lock _gate = new();
    readonly Dictionary<string, string> _leases = new(StringComparer.Ordinal);

    internal volatile bool IsDown;

    internal volatile bool LosesAnswers;

    internal volatile int LostAnswers;

    internal string? LeaseOf(string cluster)
    {
        lock (_gate)
            return _leases.GetValueOrDefault(cluster);
    }

    internal void Put(string cluster, string lease)
    {
        lock (_gate)
            _leases[cluster] = lease;
    }

    internal void Remove(string cluster)
    {
        lock (_gate)
            _leases.Remove(cluster);
    }

    internal object? Execute(string sql, IReadOnlyDictionary<string, string> values)
    {
        var answer = Run(sql, values);
        if (!LosesAnswers)
            return answer;
        LostAnswers++;
        throw new PlacesException("the connection broke");
    }

    object? Run(string sql, IReadOnlyDictionary<string, string> values)
    {
        if (IsDown)
            throw new PlacesException("the database is down");
        lock (_gate)
            return sql.Split(' ')[0] switch
            {
                "CREATE" => 0,
                "SELECT" => _leases.GetValueOrDefault(values["cluster"]),
                "INSERT" => _leases.TryAdd(values["cluster"], values["lease"]) ? 1 : throw new PlacesException("there is such a row"),
                "UPDATE" => Matches(values) && (_leases[values["cluster"]] = values["lease"]) is not null ? 1 : 0,
                "DELETE" => Matches(values) && _leases.Remove(values["cluster"]) ? 1 : 0,
                var other => throw new PlacesException($"what is {other}?"),
            };
    }

    bool Matches(IReadOnlyDictionary<string, string> values) => _leases.GetValueOrDefault(values["cluster"]) == values["seen"];
}

sealed class PlacesException(string message) : DbException(message);

sealed class PlacesConnection : DbConnection
{
    [AllowNull]
    public override string ConnectionString { get; set; } = "";

    public override string Database => ConnectionString;

    public override string DataSource => "memory";

    public override string ServerVersion => "1";

    public override ConnectionState State => ConnectionState.Open;

    public override void ChangeDatabase(string databaseName) => ConnectionString = databaseName;

    public override void Open() { }

    public override void Close() { }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotSupportedException();

    protected override DbCommand CreateDbCommand() => new PlacesCommand(this);
}
