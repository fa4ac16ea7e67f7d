using System.Collections.Concurrent;
using Watchfloor.Catalogue;
using Watchfloor.Kernel;

namespace Watchfloor.Events;

/// <summary>
/// The correlation rules as they stand now: a read begins after it was asked for, so a rule holds from its answer on, on every silo.
/// While one is under way all who come share the next.
/// </summary>
public sealed class Rulebooks(ICatalogueReads catalogue)
{
    readonly ConcurrentDictionary<TenantId, SharedRead<Rulebook>> _reads = new();
    readonly ConcurrentDictionary<TenantId, (IReadOnlyList<Entry<CorrelationRuleSpec>> Rules, Rulebook Book)> _books = new();

    /// <summary>Those of a tenant.</summary>
    public Task<Rulebook> Of(TenantId tenant, CancellationToken cancellation) =>
        _reads.GetOrAdd(tenant, tenant => new(() => Read(tenant))).Next().WaitAsync(cancellation);

    // A read belongs to no grain's turn: whoever began it may be gone before all who share it have their answer.
    async Task<Rulebook> Read(TenantId tenant)
    {
        var reading = catalogue.All<CorrelationRuleSpec>(tenant, Kinds.CorrelationRule, CancellationToken.None);
        var rules = await reading.AsTask().ConfigureAwait(ConfigureAwaitOptions.None);
        if (_books.TryGetValue(tenant, out var known) && ReferenceEquals(known.Rules, rules))
            return known.Book; // a store that knows that nothing changed tells the same list again
        var book = new Rulebook(rules);
        _books[tenant] = (rules, book);
        return book;
    }
}
