using System.Globalization;

namespace Watchfloor.Channels.Email;

/// <summary>What a mail server answered: 2xx yes, 3xx go on, 4xx not now, 5xx no.</summary>
sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    const int Room = 160;

    public bool IsYes => Code is >= 200 and < 300;

    /// <summary>The code and its words in one line, for people.</summary>
    public string Words
    {
        get
        {
            var text = string.Concat(string.Join(' ', Lines).Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
            return JsonRoom.Shorten($"SMTP {Code.ToString(CultureInfo.InvariantCulture)} {text}".TrimEnd(), Room);
        }
    }

    /// <summary>What stands behind a word of an <c>EHLO</c> answer; null: it is not offered.</summary>
    public string? Offer(string word) =>
        Lines
            .Skip(1)
            .Where(line => line.Equals(word, StringComparison.OrdinalIgnoreCase) || Begins(line, word))
            .Select(line => line[word.Length..].Trim())
            .FirstOrDefault();

    /// <summary>That this ends the delivery, after what was said.</summary>
    public Delivery Ends(string step) => Code >= 500 ? Delivery.Refused($"{Words} to {step}") : Delivery.Failed($"{Words} to {step}");

    static bool Begins(string line, string word) =>
        line.Length > word.Length && line.StartsWith(word, StringComparison.OrdinalIgnoreCase) && line[word.Length] is ' ' or '=';
}
