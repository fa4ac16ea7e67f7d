namespace Watchfloor.Notifications;

/// <summary>
/// Addresses of e-mail as a channel takes them: <c>name@host</c> in ASCII, no names of people around them. Nothing that could end a line or
/// an envelope is part of one.
/// </summary>
public static class MailAddresses
{
    /// <summary>So many in one list.</summary>
    public const int Most = 20;

    const int Longest = 254;
    const string Forbidden = "<>()[]\\,;:\"";

    /// <summary>Whether a text is one address.</summary>
    public static bool IsOne(string text) =>
        text.Length <= Longest
        && text.All(letter => letter is > ' ' and <= '~' && !Forbidden.Contains(letter))
        && text.IndexOf('@') is > 0 and var at
        && at == text.LastIndexOf('@')
        && at < text.Length - 1;

    /// <summary>The addresses of a list with commas between them.</summary>
    public static IReadOnlyList<string> Read(string list) =>
        list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether a text is a list of one or more addresses.</summary>
    public static bool AreSome(string list) => Read(list) is { Count: >= 1 and <= Most } all && all.All(IsOne);
}
