using Microsoft.Extensions.Logging;
using Watchfloor.Adapters;
using Watchfloor.Notifications;

namespace Watchfloor.Channels;

/// <summary>Writes a page as one structured line of the server's log. Delivered when written; who reads the log is not known.</summary>
[Adapter("log")]
public sealed partial class LogChannel(ILogger<LogChannel> log) : IChannel
{
    /// <inheritdoc/>
    public ChannelKind Kind { get; } = new("log", "Server log", []);

    /// <inheritdoc/>
    public Task<Delivery> Send(PageMessage page, ChannelSpec channel, CancellationToken cancellation)
    {
        Page(page.Severity.ToString(), page.Title, page.EventId, page.Level, page.Round, page.Policy, channel.Name, page.Key);
        return Task.FromResult(Delivery.Delivered());
    }

    [LoggerMessage(
        EventId = 1,
        Level = LogLevel.Warning,
        EventName = "page",
        Message = "{Severity} page: {Title} (event {EventId}, level {Level}, round {Round}, policy {Policy}, channel {Channel}, key {Key})"
    )]
    partial void Page(string severity, string title, string eventId, int level, int round, string policy, string channel, string key);
}
