using System.Collections.Concurrent;
using Watchfloor.Kernel;

namespace Watchfloor.Catalogue;

/// <summary>
/// What people have defined, as it stands after the question, on every silo. Grains that ask at once, as in a storm of events, share a read.
/// </summary>
public sealed class SharedCatalogue(ICatalogueReads catalogue)
{
    readonly ConcurrentDictionary<(TenantId Tenant, string Kind), object> _reads = new();

    /// <summary>Entries of a kind that are not removed, by id.</summary>
    public Task<IReadOnlyList<Entry<TSpec>>> All<TSpec>(TenantId tenant, string kind, CancellationToken cancellation)
    {
        var shared = _reads.GetOrAdd((tenant, kind), _ => new SharedRead<IReadOnlyList<Entry<TSpec>>>(() => Read<TSpec>(tenant, kind)));
        return ((SharedRead<IReadOnlyList<Entry<TSpec>>>)shared).Next().WaitAsync(cancellation);
    }

    // A read belongs to no grain's turn: whoever began it may be gone before all who share it have their answer.
    async Task<IReadOnlyList<Entry<TSpec>>> Read<TSpec>(TenantId tenant, string kind) =>
        await catalogue.All<TSpec>(tenant, kind, CancellationToken.None).AsTask().ConfigureAwait(ConfigureAwaitOptions.None);
}
