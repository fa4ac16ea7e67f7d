using Watchfloor.Kernel;

namespace Watchfloor.Events;

/// <summary>Whose the occurrences are that one place of correlation heard of lately; of others the store is asked.</summary>
sealed class KnownOccurrences(IOpenEvents events, TenantId tenant)
{
    readonly Recent<(string Source, string ExternalId), Claim> _claims = new(4096);

    /// <summary>As far as it is remembered.</summary>
    public Claim? Of(Occurrence? told) => told is not null && _claims.TryGet((told.Source, told.ExternalId), out var known) ? known : null;

    /// <summary>Null: nobody's yet.</summary>
    public async ValueTask<Claim?> Ask(Occurrence? told, CancellationToken cancellation) =>
        told is null ? null
        : Of(told) is { } known ? known
        : await events.ClaimedBy(tenant, told.Source, told.ExternalId, cancellation) is { } owner ? new(owner, BroughtBy: null)
        : null;

    /// <summary>Whose an occurrence is; where this request brought it, that as well.</summary>
    public void Keep(Occurrence told, Detected detected, RequestId request)
    {
        if (detected.Outcome != IngestOutcome.Duplicate)
            _claims.Set((told.Source, told.ExternalId), new(detected.EventId, request));
        else if (Of(told)?.EventId != detected.EventId)
            _claims.Set((told.Source, told.ExternalId), new(detected.EventId, BroughtBy: null));
    }

    /// <summary>Whose an occurrence is.</summary>
    /// <param name="BroughtBy">The one request that brought it, and so no other did; null where that is not known here.</param>
    public sealed record Claim(string EventId, RequestId? BroughtBy);
}
