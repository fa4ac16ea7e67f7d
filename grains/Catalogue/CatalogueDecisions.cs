using System.Diagnostics;
using Watchfloor.Kernel;
using static Watchfloor.Kernel.Decision;

namespace Watchfloor.Catalogue;

/// <summary>The life of an entry, the same for all kinds: defined once, amended whole, removed for ever.</summary>
public static class CatalogueDecisions<TSpec>
    where TSpec : class
{
    /// <summary>Before anything happened.</summary>
    public static CatalogueState<TSpec> Initial { get; } = new Undefined<TSpec>();

    /// <summary>There is nothing to see on the clock.</summary>
    public static CatalogueCommand<TSpec> Tick { get; } = new CatalogueTick<TSpec>();

    /// <param name="noun">What people call it.</param>
    /// <param name="flaw">What makes a spec senseless, as a sentence; null: nothing.</param>
    public static Decision<CatalogueFact<TSpec>> Decide(
        CatalogueState<TSpec> state,
        CatalogueCommand<TSpec> command,
        DateTimeOffset now,
        string noun,
        Func<TSpec, string?> flaw
    ) =>
        (state, command) switch
        {
            (_, CatalogueTick<TSpec>) => [],
            (_, Define<TSpec> define) when flaw(define.Spec) is { } sentence => Invalid(sentence),
            (_, Amend<TSpec> amend) when flaw(amend.Spec) is { } sentence => Invalid(sentence),
            (Undefined<TSpec>, Define<TSpec> define) => [new Defined<TSpec>(define.Spec, now)],
            (Undefined<TSpec>, _) => Absent($"there is no such {noun}"),
            (Standing<TSpec> standing, Define<TSpec> define) when standing.Spec.Equals(define.Spec) => [],
            (Standing<TSpec>, Define<TSpec>) => Refuse($"this {noun} is defined already; amend it instead"),
            (Standing<TSpec> standing, Amend<TSpec> amend) when standing.Spec.Equals(amend.Spec) => [],
            (Standing<TSpec>, Amend<TSpec> amend) => [new Amended<TSpec>(amend.Spec, now)],
            (Standing<TSpec>, Remove<TSpec>) => [new Removed<TSpec>(now)],
            (Gone<TSpec>, Remove<TSpec>) => [],
            (Gone<TSpec>, Define<TSpec>) => Refuse($"this {noun} was removed; define another one"),
            (Gone<TSpec>, _) => Absent($"this {noun} was removed"),
            _ => throw new UnreachableException($"no rule for {command} in {state}"),
        };

    /// <summary>The state after a fact.</summary>
    public static CatalogueState<TSpec> Evolve(CatalogueState<TSpec> state, CatalogueFact<TSpec> fact) =>
        (state, fact) switch
        {
            (Undefined<TSpec>, Defined<TSpec> defined) => new Standing<TSpec>(defined.Spec, Before: null, Version: 1),
            (Standing<TSpec> standing, Amended<TSpec> amended) => new Standing<TSpec>(amended.Spec, standing.Spec, standing.Version + 1),
            (Standing<TSpec> standing, Removed<TSpec>) => new Gone<TSpec>(standing.Spec, standing.Version + 1),
            _ => throw new UnreachableException($"{fact} cannot follow {state}"),
        };

    /// <summary>The entry as the store holds it, and its columns; null where it is not there.</summary>
    public static Document? Describe(EntityId self, CatalogueState<TSpec> state, long version, Func<TSpec, IEnumerable<Column>> columns) =>
        state is Standing<TSpec> standing ? new(new Entry<TSpec>(self.Id, version, standing.Spec), [.. columns(standing.Spec)]) : null;
}
