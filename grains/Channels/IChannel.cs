using Watchfloor.Notifications;

namespace Watchfloor.Channels;

/// <summary>
/// A way to reach people. It is asked at least once per page and may be asked again for the same key: a receiver that
/// honours the key sees one page. It never throws for what a receiver or a network does; that is a <see cref="Delivery"/>.
/// </summary>
public interface IChannel
{
    /// <summary>The kind and the fields that it asks for.</summary>
    ChannelKind Kind { get; }

    /// <summary>Tries once. Cancelled when its time is over.</summary>
    Task<Delivery> Send(PageMessage page, ChannelSpec channel, CancellationToken cancellation);
}

/// <summary>How one try ended, with words for the ledger; they never hold a secret.</summary>
public sealed record Delivery(DeliveryResult Result, string? Detail)
{
    /// <summary>The receiver has it.</summary>
    public static Delivery Delivered(string? receipt = null) => new(DeliveryResult.Delivered, receipt);

    /// <summary>It may work later.</summary>
    public static Delivery Failed(string why) => new(DeliveryResult.Failed, why);

    /// <summary>It will never work as it is configured.</summary>
    public static Delivery Refused(string why) => new(DeliveryResult.Refused, why);
}
