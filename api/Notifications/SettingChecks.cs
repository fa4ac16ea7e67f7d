using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Watchfloor.Input;

namespace Watchfloor.Notifications;

/// <summary>What the formats of a channel's fields mean. An empty value of a field that is not required says nothing.</summary>
static class SettingChecks
{
    public static void Setting(this Complaints complaints, string path, ChannelField field, string given)
    {
        if (given.Length > 0 && Flaw(field, given) is { } flaw)
            complaints.Unless(false, path, flaw);
    }

    static string? Flaw(ChannelField field, string given) =>
        field.Format switch
        {
            "uri" when !IsWebAddress(given) => "must be an address that begins with http:// or https:// and holds no password",
            "port" when !IsPort(given) => "must be a port from 1 to 65535",
            "email" when !MailAddresses.IsOne(given) => "must be one address such as watch@plant.example, without a name around it",
            "emails" when !MailAddresses.AreSome(given) =>
                $"must be 1 to {MailAddresses.Most} addresses such as ana@plant.example, with commas between them",
            "trust" when !IsTrust(given) => "must be certificates as PEM, or the SHA-256 fingerprint of one in 64 hex digits",
            "choice" when field.Choices?.Contains(given) == false => $"must be one of {string.Join(", ", field.Choices)}",
            _ => null,
        };

    static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.UserInfo.Length == 0;

    static bool IsPort(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535;

    static bool IsTrust(string text)
    {
        if (text.Count(char.IsAsciiHexDigit) == 64 && text.All(letter => char.IsAsciiHexDigit(letter) || letter == ':'))
            return true;
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPem(text);
            foreach (var certificate in certificates)
                certificate.Dispose();
            return certificates.Count > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
