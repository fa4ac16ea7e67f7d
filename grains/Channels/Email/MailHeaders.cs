using System.Text;

namespace Watchfloor.Channels.Email;

/// <summary>Lines above a mail. Whatever a text holds, it makes no line of its own: control characters become blanks.</summary>
sealed class MailHeaders
{
    const int Plain = 60;
    const int BytesPerWord = 42; // 56 letters of base64, and 75 with what is around them

    readonly StringBuilder _lines = new();

    public MailHeaders Add(string name, string value)
    {
        _lines.Append(name).Append(": ").Append(Clean(value)).Append("\r\n");
        return this;
    }

    /// <summary>A text of people: as it is where that is short and plain, else in encoded words (RFC 2047).</summary>
    public MailHeaders AddText(string name, string text)
    {
        var clean = Clean(text);
        return clean.Length <= Plain && clean.All(letter => letter is >= ' ' and <= '~') && !clean.Contains("=?", StringComparison.Ordinal)
            ? Add(name, clean)
            : Fold(name, clean);
    }

    /// <summary>One value per line.</summary>
    public MailHeaders AddList(string name, IEnumerable<string> values)
    {
        _lines.Append(name).Append(": ").AppendJoin(",\r\n ", values.Select(Clean)).Append("\r\n");
        return this;
    }

    public override string ToString() => _lines.ToString();

    MailHeaders Fold(string name, string text)
    {
        _lines.Append(name).Append(':');
        var word = new List<byte>();
        foreach (var rune in text.EnumerateRunes())
        {
            if (word.Count + rune.Utf8SequenceLength > BytesPerWord)
                Flush();
            var bytes = new byte[rune.Utf8SequenceLength];
            rune.EncodeToUtf8(bytes);
            word.AddRange(bytes);
        }
        Flush();
        return this;

        void Flush()
        {
            _lines.Append(" =?utf-8?B?").Append(Convert.ToBase64String([.. word])).Append("?=\r\n");
            word.Clear();
        }
    }

    static string Clean(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
}
