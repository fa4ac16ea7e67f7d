namespace Watchfloor.Channels;

/// <summary>What pages have to know of the installation.</summary>
public sealed class ChannelOptions
{
    /// <summary>Where people reach the console; without it a page carries no link.</summary>
    public Uri? Console { get; set; }

    /// <summary>The link to an event.</summary>
    public string? LinkTo(string eventId) =>
        Console is null ? null : new Uri(Console, $"/events/{Uri.EscapeDataString(eventId)}").ToString();
}
