using Watchfloor.Catalogue;

namespace Watchfloor.Store;

/// <summary>What people have defined, in pages, by name.</summary>
public interface ICatalogueLists
{
    /// <summary>A page of entries of a kind, ordered by name and id.</summary>
    ValueTask<Listing<Entry<TSpec>>> List<TSpec>(TenantId tenant, string kind, int limit, string? cursor, CancellationToken cancellation);

    /// <summary>One entry, or null.</summary>
    ValueTask<Entry<TSpec>?> Find<TSpec>(TenantId tenant, string kind, string id, CancellationToken cancellation);
}
