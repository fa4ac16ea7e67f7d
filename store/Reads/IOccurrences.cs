using Watchfloor.Kernel;

namespace Watchfloor.Store;

/// <summary>Whose is an occurrence? Known for ever, after its event was taken away as well.</summary>
public interface IOccurrences
{
    /// <summary>The event that claimed it; null: nobody did yet.</summary>
    ValueTask<string?> ClaimedBy(TenantId tenant, string source, string externalId, CancellationToken cancellation);
}

/// <summary>Of whichever store was registered.</summary>
sealed class Occurrences(IOpenEvents events) : IOccurrences
{
    public ValueTask<string?> ClaimedBy(TenantId tenant, string source, string externalId, CancellationToken cancellation) =>
        events.ClaimedBy(tenant, source, externalId, cancellation);
}
