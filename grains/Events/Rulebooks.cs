using System.Collections.Concurrent;
using Watchfloor.Kernel;

namespace Watchfloor.Events;

/// <summary>
/// The correlation rules as they stand now: a read begins after it was asked for, so a rule holds from its answer on, on every silo.
/// While one is under way all who come share the next.
/// </summary>
public sealed class Rulebooks(ICatalogueReads catalogue)
{
    readonly ConcurrentDictionary<TenantId, Reading> _readings = new();

    /// <summary>Those of a tenant.</summary>
    public Task<Rulebook> Of(TenantId tenant, CancellationToken cancellation) =>
        _readings.GetOrAdd(tenant, static (tenant, catalogue) => new(tenant, catalogue), catalogue).Next().WaitAsync(cancellation);

    sealed class Reading(TenantId tenant, ICatalogueReads catalogue)
    {
        readonly Lock _gate = new();
        Task<Rulebook>? _underWay;
        Task<Rulebook>? _coming;

        public Task<Rulebook> Next()
        {
            lock (_gate)
            {
                if (_coming is not null)
                    return _coming;
                if (_underWay is { IsCompleted: false } before)
                    return _coming = After(before);
                return _underWay = Read();
            }
        }

        async Task<Rulebook> After(Task before)
        {
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // whoever asked for it knows how it ended
            Task<Rulebook> reading;
            lock (_gate)
            {
                _coming = null;
                reading = _underWay = Read();
            }
            return await reading.ConfigureAwait(false);
        }

        async Task<Rulebook> Read() =>
            new(await catalogue.All<CorrelationRuleSpec>(tenant, Kinds.CorrelationRule, CancellationToken.None).ConfigureAwait(false));
    }
}
