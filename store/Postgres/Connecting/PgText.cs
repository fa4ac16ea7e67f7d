using System.Text;

namespace Watchfloor.Store.Postgres;

/// <summary>
/// Text as PostgreSQL can hold it. Its text knows no NUL: U+0000 and U+0001 are written as two characters each, which keeps the order of
/// texts and what begins with what. A lone half of a surrogate pair is no character; it becomes U+FFFD, as it does in UTF-8.
/// </summary>
static class PgText
{
    const char Escape = '\u0001';
    const char Nul = '\u0001';
    const char Self = '\u0002';

    public static string Write(string text)
    {
        if (text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        return text.AsSpan().ContainsAnyInRange('\0', Escape) ? Escaped(text) : text;
    }

    public static string Read(string text) => text.Contains(Escape, StringComparison.Ordinal) ? Unescaped(text) : text;

    static string Escaped(string text)
    {
        var written = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (c > Escape)
                written.Append(c);
            else
                written.Append(Escape).Append(c == '\0' ? Nul : Self);
        }
        return written.ToString();
    }

    static string Unescaped(string text)
    {
        var read = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != Escape || i + 1 == text.Length)
                read.Append(text[i]);
            else
                read.Append(text[++i] == Nul ? '\0' : Escape);
        }
        return read.ToString();
    }
}
