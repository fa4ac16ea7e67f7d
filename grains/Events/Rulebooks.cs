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

    // A read belongs to no grain's turn: whoever began it may be gone before all who share it have their answer.
    sealed class Reading(TenantId tenant, ICatalogueReads catalogue)
    {
        const TaskContinuationOptions Later = TaskContinuationOptions.RunContinuationsAsynchronously;
        static readonly CancellationToken None = CancellationToken.None;

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
                    return _coming = before.ContinueWith(_ => Begin(), None, Later, TaskScheduler.Default).Unwrap();
                return _underWay = Read();
            }
        }

        Task<Rulebook> Begin()
        {
            lock (_gate)
            {
                _coming = null;
                return _underWay = Read();
            }
        }

        async Task<Rulebook> Read()
        {
            var rules = catalogue.All<CorrelationRuleSpec>(tenant, Kinds.CorrelationRule, None);
            return new(await rules.AsTask().ConfigureAwait(ConfigureAwaitOptions.None));
        }
    }
}
