using Watchfloor.Catalogue;
using Watchfloor.Kernel;

namespace Watchfloor.Notifications;

/// <summary>The life of a channel. Which settings it needs is known to its adapter; they are checked at the door.</summary>
public sealed partial class ChannelRules
    : IRules<CatalogueState<ChannelSpec>, CatalogueCommand<ChannelSpec>, CatalogueFact<ChannelSpec>>,
        IDocumented<CatalogueState<ChannelSpec>>
{
    /// <inheritdoc/>
    public static CatalogueState<ChannelSpec> Initial => CatalogueDecisions<ChannelSpec>.Initial;

    /// <inheritdoc/>
    public static CatalogueCommand<ChannelSpec> Tick => CatalogueDecisions<ChannelSpec>.Tick;

    /// <inheritdoc/>
    public static Decision<CatalogueFact<ChannelSpec>> Decide(
        CatalogueState<ChannelSpec> state,
        CatalogueCommand<ChannelSpec> command,
        DateTimeOffset now
    ) => CatalogueDecisions<ChannelSpec>.Decide(state, command, now, "channel", FlawOf);

    /// <inheritdoc/>
    public static CatalogueState<ChannelSpec> Evolve(CatalogueState<ChannelSpec> state, CatalogueFact<ChannelSpec> fact) =>
        CatalogueDecisions<ChannelSpec>.Evolve(state, fact);

    /// <inheritdoc/>
    public static DateTimeOffset? DueAt(CatalogueState<ChannelSpec> state) => null;

    /// <inheritdoc/>
    public static DateTimeOffset At(CatalogueFact<ChannelSpec> fact) => fact.At;

    /// <inheritdoc/>
    public static IEnumerable<Effect> Effects(EntityId self, CatalogueState<ChannelSpec> state, CatalogueFact<ChannelSpec> fact) => [];

    /// <inheritdoc/>
    public static Document? Describe(EntityId self, CatalogueState<ChannelSpec> state, long version) =>
        CatalogueDecisions<ChannelSpec>.Describe(self, state, version, spec => [new("name", spec.Name), new("channel_kind", spec.Kind)]);

    static string? FlawOf(ChannelSpec spec) =>
        SpecFlaws.OfName(spec.Name) ?? (string.IsNullOrWhiteSpace(spec.Kind) ? "kind must say which kind of channel it is" : null);
}
