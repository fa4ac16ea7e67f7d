using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using Watchfloor.Adapters;
using Watchfloor.Channels.Email;
using Watchfloor.Kernel;
using Watchfloor.Notifications;

namespace Watchfloor.Channels;

/// <summary>
/// Writes a page as e-mail and hands it to a mail server. Delivered when that server took it; whether it then reaches a mailbox is not known.
/// 4xx may work later, 5xx is given up. Another attempt bears the same Message-ID. Nothing is sent unencrypted unless the channel says so,
/// a password never.
/// </summary>
[Adapter("email")]
public sealed class EmailChannel(ISecrets secrets, TimeProvider clock) : IChannel
{
    static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public ChannelKind Kind { get; } =
        new(
            "email",
            "E-mail",
            [
                new("host", "Mail server", Required: true, Secret: false, Format: "text"),
                new("port", "Port (587 with starttls, 465 with tls, 25 with none)", Required: false, Secret: false, Format: "port"),
                new("security", "Encryption", Required: false, Secret: false, Format: "choice", MailServer.Securities),
                new("trust", "Certificates to trust, or a fingerprint", Required: false, Secret: false, Format: "trust"),
                new("username", "User name", Required: false, Secret: false, Format: "text"),
                new("password", "Password", Required: false, Secret: true, Format: "text"),
                new("from", "Sender", Required: true, Secret: false, Format: "email"),
                new("to", "Recipients", Required: true, Secret: false, Format: "emails"),
            ]
        );

    /// <inheritdoc/>
    public async Task<Delivery> Send(PageMessage page, ChannelSpec channel, CancellationToken cancellation)
    {
        var (server, flaw) = MailServer.Of(channel);
        if (server is null)
            return Delivery.Refused(flaw!);
        using var span = Tracing
            .Begin("SMTP", ActivityKind.Client)
            ?.SetTag("server.address", server.Host)
            .SetTag("server.port", server.Port)
            .SetTag("network.protocol.name", "smtp");
        try
        {
            await using var line = await SmtpLine.Open(server.Host, server.Port, ConnectPatience, cancellation);
            var mail = PageMail.Of(page, server, clock.GetUtcNow());
            var delivery = await new SmtpDelivery(line, server, secrets).Send(mail, cancellation);
            await line.Leave(cancellation);
            if (delivery.Result != DeliveryResult.Delivered)
                span?.Fail(delivery.Result.ToString());
            return delivery;
        }
        catch (AuthenticationException e)
        {
            span?.Fail(e.GetType().Name);
            return Delivery.Failed($"nobody vouches for its certificate: {e.Message}");
        }
        catch (OperationCanceledException e)
        {
            span?.Fail(e.GetType().Name);
            return Delivery.Failed("no answer in time");
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            span?.Fail(e.GetType().Name);
            return Delivery.Failed(e.Message);
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            span?.Fail(e.GetType().Name);
            return Delivery.Refused("its certificates to trust, or its password, cannot be read");
        }
    }
}
