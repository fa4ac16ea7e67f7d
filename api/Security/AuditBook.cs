using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Watchfloor.Store;

namespace Watchfloor.Security;

/// <summary>
/// Writes audit entries: at once and durable, or behind. What waits behind is bounded; under a storm, or when the store fails, entries of
/// machine input are lost and counted, while the journal still names who brought in what. A stop writes what waits.
/// </summary>
sealed partial class AuditBook : BackgroundService
{
    const int Most = 8192;

    /// <summary>More would hold up the commit that they go along with; as many each moment is more than a server takes in.</summary>
    const int MostAtOnce = 1024;

    readonly Channel<AuditEntry> _waiting = Channel.CreateBounded<AuditEntry>(Most);
    readonly IAudit _audit;
    readonly ILogger<AuditBook> _log;
    readonly Counter<long> _lost;

    public AuditBook(IAudit audit, IMeterFactory meters, ILogger<AuditBook> log)
    {
        (_audit, _log) = (audit, log);
        _lost = meters.Create("Watchfloor").CreateCounter<long>("watchfloor.audit.lost", null, "Audit entries that could not be written.");
    }

    /// <summary>Completes when durable.</summary>
    public Task Now(AuditEntry entry) => _audit.Add(entry);

    /// <summary>Returns at once.</summary>
    public void Later(AuditEntry entry)
    {
        if (!_waiting.Writer.TryWrite(entry))
            _lost.Add(1);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<AuditEntry>();
        while (await _waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            // All that came, or nearly: the store takes a moment for what nobody waits for, however much that is.
            while (batch.Count < MostAtOnce && _waiting.Reader.TryRead(out var entry))
                batch.Add(entry);
            await Write(batch);
            batch.Clear();
        }
    }

    async Task Write(List<AuditEntry> batch)
    {
        var written = batch.ConvertAll(Add); // they share a flush
        var all = Task.WhenAll(written);
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (written.Count(entry => !entry.IsCompletedSuccessfully) is > 0 and var lost)
        {
            _lost.Add(lost);
            Failed(_log, all.Exception, lost);
        }
    }

    async Task Add(AuditEntry entry) => await _audit.AddBehind(entry);

    [LoggerMessage(1, LogLevel.Warning, "{Count} audit entries could not be written")]
    static partial void Failed(ILogger log, Exception? fault, int count);
}

/// <summary>Registers the audit.</summary>
static class AuditParts
{
    public static IServiceCollection AddAudit(this IServiceCollection services) =>
        services.AddSingleton<AuditBook>().AddHostedService(provider => provider.GetRequiredService<AuditBook>());
}
