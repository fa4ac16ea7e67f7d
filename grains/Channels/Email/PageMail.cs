using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Watchfloor.Channels.Email;

/// <summary>
/// A page as a mail: the same words as plain text and as HTML. Its <c>Message-ID</c> comes from the dedup key, so that another attempt is
/// recognised as the same mail, and mails of one event stand in one thread.
/// </summary>
static class PageMail
{
    public static byte[] Of(PageMessage page, MailServer server, DateTimeOffset now)
    {
        var host = server.From[(server.From.IndexOf('@') + 1)..];
        var boundary = $"=_{Hash(page.Key)[..24]}";
        var headers = new MailHeaders()
            .Add("From", $"Watchfloor <{server.From}>")
            .AddList("To", server.To)
            .AddText("Subject", $"[{page.Severity.ToString().ToUpperInvariant()}] {page.Title}")
            .Add("Date", now.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture))
            .Add("Message-ID", $"<{Hash(page.Key)}@{host}>")
            .Add("References", $"<{Hash(page.EventId)}@{host}>")
            .Add("Watchfloor-Key", string.Concat(page.Key.Where(letter => letter is > ' ' and <= '~')))
            .Add("Auto-Submitted", "auto-generated")
            .Add("Importance", page.Severity <= Events.Severity.High ? "high" : "normal")
            .Add("MIME-Version", "1.0")
            .Add("Content-Type", $"multipart/alternative; boundary=\"{boundary}\"");
        var text = new StringBuilder()
            .Append(headers)
            .Append("\r\n")
            .Append(Part(boundary, "text/plain", Plain(page)))
            .Append(Part(boundary, "text/html", Html(page)))
            .Append($"--{boundary}--\r\n");
        return Encoding.ASCII.GetBytes(text.ToString()); // no line begins with a dot: headers and base64 have none there
    }

    static string Part(string boundary, string type, string content) =>
        $"--{boundary}\r\nContent-Type: {type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + Convert.ToBase64String(Encoding.UTF8.GetBytes(content), Base64FormattingOptions.InsertLineBreaks)
        + "\r\n";

    static string Plain(PageMessage page)
    {
        var text = new StringBuilder($"{page.Severity.ToString().ToUpperInvariant()}: {page.Title}\r\n\r\n");
        foreach (var (name, value) in Words(page))
            text.Append($"{name}: {value}\r\n");
        if (page.Url is { } url)
            text.Append($"\r\n{url}\r\n");
        return text.ToString();
    }

    static string Html(PageMessage page)
    {
        var title = WebUtility.HtmlEncode($"{page.Severity.ToString().ToUpperInvariant()}: {page.Title}");
        var text = new StringBuilder($"<!doctype html><title>{title}</title><h2>{title}</h2><table>");
        foreach (var (name, value) in Words(page))
            text.Append($"<tr><th align=left>{name}<td>{WebUtility.HtmlEncode(value)}");
        text.Append("</table>");
        if (page.Url is { } url)
            text.Append($"<p><a href=\"{WebUtility.HtmlEncode(url)}\">Open the event</a>");
        return text.ToString();
    }

    static IEnumerable<(string Name, string Value)> Words(PageMessage page)
    {
        yield return ("Event", page.EventId);
        yield return ("Status", Watchfloor.WireWords.Of(page.Status));
        yield return ("Category", page.Category);
        if (page.FacilityId is { } facility)
            yield return ("Facility", facility);
        yield return ("Policy", $"{page.Policy}, level {page.Level}{(page.Round > 1 ? $", round {page.Round}" : "")}");
        yield return ("Due", $"{page.DueAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
        yield return ("Why", page.Reason);
    }

    static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
