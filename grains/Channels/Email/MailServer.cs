using System.Collections.Immutable;
using System.Globalization;
using Watchfloor.Notifications;

namespace Watchfloor.Channels.Email;

/// <summary>When a connection is encrypted.</summary>
enum MailSecurity
{
    StartTls,
    Tls,
    None,
}

/// <summary>Where mail is handed over, by whom, and to whom.</summary>
sealed record MailServer(
    string Host,
    int Port,
    MailSecurity Security,
    string? Username,
    string? SealedPassword,
    string? Trust,
    string From,
    IReadOnlyList<string> To
)
{
    /// <summary>The words of the setting, the usual one first.</summary>
    public static ImmutableArray<string> Securities { get; } = ["starttls", "tls", "none"];

    /// <summary>The server that a channel names, or what is wrong with its settings.</summary>
    public static (MailServer? Server, string? Flaw) Of(ChannelSpec channel)
    {
        var security = Securities.IndexOf(Given(channel, "security") ?? Securities[0]);
        var port = PortOf(Given(channel, "port"), (MailSecurity)security);
        var flaw =
            Given(channel, "host") is not { } host ? "it names no mail server"
            : security < 0 ? "its security is none that is known"
            : port is null ? "its port is none"
            : Given(channel, "from") is not { } from || !MailAddresses.IsOne(from) ? "it has no address of a sender"
            : Given(channel, "to") is not { } to || !MailAddresses.AreSome(to) ? "it has no addresses to write to"
            : Given(channel, "username") is not null && Given(channel, "password") is null ? "it has a user name and no password"
            : Given(channel, "username") is not null && security == (int)MailSecurity.None
                ? "it would tell its password without encryption; choose starttls or tls"
            : null;
        return flaw is not null
            ? (null, flaw)
            : (
                new(
                    Given(channel, "host")!,
                    port!.Value,
                    (MailSecurity)security,
                    Given(channel, "username"),
                    Given(channel, "password"),
                    Given(channel, "trust"),
                    Given(channel, "from")!,
                    MailAddresses.Read(Given(channel, "to")!)
                ),
                null
            );
    }

    static int? PortOf(string? given, MailSecurity security) =>
        given is null
            ? security switch
            {
                MailSecurity.Tls => 465,
                MailSecurity.None => 25,
                _ => 587,
            }
        : int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535 ? port
        : null;

    static string? Given(ChannelSpec channel, string name) => channel.Setting(name) is { Length: > 0 } value ? value : null;
}
