using Watchfloor.Notifications;
using Watchfloor.Store;

namespace Watchfloor.Events;

/// <summary>Names of channels for one answer; a channel that is gone keeps its id.</summary>
sealed class ChannelNames(ICatalogueLists catalogue, TenantId tenant)
{
    readonly Dictionary<string, ChannelSpec?> _known = new(StringComparer.Ordinal);

    public async ValueTask<string> Of(string channelId, CancellationToken cancellation) =>
        (await Find(channelId, cancellation))?.Name ?? channelId;

    /// <summary>A page that was never attempted does not know its channel's name yet.</summary>
    public async ValueTask<PageView> Complete(PageView page, CancellationToken cancellation)
    {
        if (page is { ChannelName: not null, ChannelKind: not null })
            return page;
        var channel = await Find(page.ChannelId, cancellation);
        return page with { ChannelName = page.ChannelName ?? channel?.Name, ChannelKind = page.ChannelKind ?? channel?.Kind };
    }

    async ValueTask<ChannelSpec?> Find(string channelId, CancellationToken cancellation)
    {
        if (!_known.TryGetValue(channelId, out var spec))
            _known[channelId] = spec = (await catalogue.Find<ChannelSpec>(tenant, Kinds.Channel, channelId, cancellation))?.Spec;
        return spec;
    }
}
