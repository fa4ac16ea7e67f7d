using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Watchfloor.Kernel;

/// <summary>The duties that there are, and what of them is done in this process at this moment.</summary>
public sealed class Duties(IEnumerable<IDuty> all, ILogger<Duties> log)
{
    readonly FrozenDictionary<string, IDuty> _all = all.ToFrozenDictionary(duty => duty.Name);
    readonly ConcurrentDictionary<DutyRun, bool> _running = [];
    volatile bool _isClosed;

    /// <summary>All of them, wherever they are done.</summary>
    public IEnumerable<IDuty> All => _all.Values;

    /// <summary>What is done here: names with the number of the part.</summary>
    public IReadOnlyList<string> Here => [.. _running.Keys.Select(run => run.Key).Order(StringComparer.Ordinal)];

    /// <summary>Null where this process takes on nothing more.</summary>
    internal DutyRun? Begin(string key)
    {
        var name = key.AsSpan(0, key.LastIndexOf('/'));
        if (_isClosed || !_all.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var duty))
            return null; // one that only a newer program knows is done where that runs
        var run = new DutyRun(key);
        var partition = int.Parse(key.AsSpan(name.Length + 1), CultureInfo.InvariantCulture);
        _running[run] = true;
        run.Begin(ending => Work(duty, partition, run, ending));
        if (_isClosed)
            _ = End(run);
        return run;
    }

    /// <summary>Completes when it is done no more here.</summary>
    internal async Task End(DutyRun run)
    {
        await run.DisposeAsync();
        _running.TryRemove(run, out _);
    }

    /// <summary>Before the process leaves: from now on others do it.</summary>
    internal async Task Close()
    {
        _isClosed = true;
        await Task.WhenAll(_running.Keys.Select(End));
    }

    async Task Work(IDuty duty, int partition, DutyRun run, CancellationToken ending)
    {
        try
        {
            await duty.Run(partition, ending);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            log.LogDebug("{Duty} ends here", run.Key);
        }
        catch (Exception e)
        {
            log.LogError(e, "{Duty} failed; it is begun anew", run.Key);
            _running.TryRemove(run, out _);
        }
    }
}
