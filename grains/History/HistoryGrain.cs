using System.Text;
using Orleans.Concurrency;
using Watchfloor.Kernel;

namespace Watchfloor.History;

/// <summary>Reads a journal up to an instant and tells it by the rules of its kind. It keeps nothing.</summary>
[GrainType("history"), StatelessWorker]
public sealed class HistoryGrain(IJournals journals, Replays replays) : Grain, IHistoryGrain
{
    const int PageSize = 1_024;

    /// <inheritdoc/>
    public async Task<Past> At(EntityId entity, DateTimeOffset instant, CancellationToken cancellation = default)
    {
        var tenant = EntityId.Of("history", this.GetPrimaryKeyString()).Tenant;
        if (entity.Tenant != tenant || (CallerContext.Tenant ?? tenant) != tenant)
            throw new UnauthorizedAccessException($"the history of tenant '{tenant}' does not speak of {entity}");
        return replays.Of(entity.Kind) is { } replay
            ? await Tell(replay.Begin(entity), entity, instant, cancellation)
            : new(PastKind.Unknown);
    }

    /// <summary>Up to the first fact that is later: where a clock went back, versions still follow each other.</summary>
    async Task<Past> Tell(IPast past, EntityId entity, DateTimeOffset instant, CancellationToken cancellation)
    {
        while (await journals.Read(entity, past.Version, PageSize, cancellation) is { Count: > 0 } facts)
        {
            foreach (var fact in facts)
            {
                if (fact.At > instant)
                    return past.Now() is { } then ? Shown(then) : new(PastKind.NotYet, At: fact.At);
                past.Tell(fact);
            }
        }
        return past.Now() is { } now ? Shown(now) : new(PastKind.Unknown);
    }

    static Past Shown(Replayed told) =>
        told.View is { } view
            ? new(PastKind.Seen, Encoding.UTF8.GetString(view.Span), told.Version, told.At)
            : new(PastKind.Gone, null, told.Version, told.At);
}
