using Npgsql;
using Watchfloor.Kernel;

namespace Watchfloor.Silo;

/// <summary>
/// The feature level of a cluster: what every process of it understands, the apis too. The first silo that sees that all do records it in
/// the database; from then on what is of that level may be written, and a program that knows less is refused. Every process hears of it
/// within a second. One that finds itself too old ends. As long as it cannot be raised, silos say who is in the way.
/// </summary>
sealed partial class ClusterLevel(
    ILevelRecord record,
    ProgramLevel own,
    ClusterDatabase database,
    ServerOptions options,
    IHostApplicationLifetime host,
    [FromKeyedServices(InfrastructureTime.Key)] TimeProvider machine,
    ILogger<ClusterLevel> log
) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>After a power cut the others may start a moment later, and some of them may be older.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly ClusterPart _part = options.Cluster!;
    string _inTheWay = "";

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var began = machine.GetTimestamp();
        using var timer = new PeriodicTimer(Pause, machine);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var before = record.Current;
            var mayRaise = _part.HasSilo && machine.GetElapsedTime(began) >= Patience;
            if (await Look(mayRaise, stoppingToken) is not { } level)
                continue;
            if (level > before)
                Risen(log, _part.Cluster, level);
            if (level <= own.Current)
                continue;
            TooOld(log, _part.Name, own.Current, _part.Cluster, level);
            host.StopApplication();
            return;
        }
    }

    async Task<int?> Look(bool mayRaise, CancellationToken cancellation)
    {
        try
        {
            return mayRaise && record.Current < own.Current
                ? await Raise(cancellation)
                : await record.Raise(FeatureLevels.First, cancellation);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or StoreFailedException)
        {
            NotSeen(log, e); // readiness tells of the database
            return null;
        }
    }

    async Task<int> Raise(CancellationToken cancellation)
    {
        var known = await KnownLevel.Read(database, _part.Cluster, cancellation);
        var lowest = known.Where(program => program.IsMember).Min(program => (int?)program.Level) ?? FeatureLevels.First;
        var level = await record.Raise(Math.Min(lowest, own.Current), cancellation);
        var inTheWay = string.Join(
            ", ",
            known.Where(program => level < own.Current && program.Level <= level).Select(program => program.Name)
        );
        if (inTheWay.Length > 0 && inTheWay != _inTheWay)
            Stays(log, _part.Cluster, level, inTheWay);
        _inTheWay = inTheWay;
        return level;
    }

    [LoggerMessage(1, LogLevel.Information, "Cluster {Cluster} is at feature level {Level} now: programs of older versions are refused")]
    static partial void Risen(ILogger log, string cluster, int level);

    [LoggerMessage(
        2,
        LogLevel.Critical,
        "{Name} knows feature level {Own}, and cluster {Cluster} has been upgraded to {Level} without it. It stops; start the newer version"
    )]
    static partial void TooOld(ILogger log, string name, int own, string cluster, int level);

    [LoggerMessage(4, LogLevel.Information, "Cluster {Cluster} stays at feature level {Level} until these are replaced: {Names}")]
    static partial void Stays(ILogger log, string cluster, int level, string names);

    [LoggerMessage(3, LogLevel.Debug, "The feature level of the cluster could not be read")]
    static partial void NotSeen(ILogger log, Exception fault);
}
