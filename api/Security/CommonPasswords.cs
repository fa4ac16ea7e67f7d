using System.Collections.Frozen;

namespace Watchfloor.Security;

/// <summary>Long enough, and still guessed first: walks over the keyboard, one thing again and again, words with digits behind.</summary>
static class CommonPasswords
{
    const string Rows =
        "1234567890 0987654321 qwertyuiop poiuytrewq qwertzuiop asdfghjkl lkjhgfdsa zxcvbnm yxcvbnm abcdefghijklmnopqrstuvwxyz";

    static readonly FrozenSet<string> Words = (
        "password passwort passw0rd p@ssword p@ssw0rd admin administrator administration root letmein welcome willkommen changeme "
        + "default secret geheim iloveyou sunshine princess football baseball superman batman master monkey dragon shadow "
        + "trustno1 watchfloor controlroom scada operator supervisor login qwerty qwertz qwertyuiop asdfghjkl 1q2w3e4r 1q2w3e4r5t "
        + "1q2w3e4r5t6y 1qaz2wsx 1qaz2wsx3edc qazwsx qazwsxedc zaq12wsx correcthorsebatterystaple"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);

    public static bool Holds(string password)
    {
        var text = password.ToLowerInvariant();
        return IsRepeated(text) || IsWalk(text) || IsWords(text);
    }

    // "aaaaaaaaaaaa", "abc123abc123", "passwordpassword"
    static bool IsRepeated(string text)
    {
        for (var part = 1; part <= text.Length / 2; part++)
        {
            if (
                text.Length % part == 0
                && Enumerable.Range(0, text.Length / part).All(i => text.AsSpan(i * part, part).SequenceEqual(text.AsSpan(0, part)))
            )
                return part <= 4 || Words.Contains(text[..part]) || IsWalk(text[..part]);
        }
        return false;
    }

    // "123456789012", "qwertyuiopas": made of steps along rows
    static bool IsWalk(string text)
    {
        var steps = 0;
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == text[i - 1] || Rows.Contains(text.AsSpan(i - 1, 2), StringComparison.Ordinal))
                steps++;
        }
        return steps >= text.Length * 3 / 4;
    }

    // "password1234", "!welcome2026!"
    static bool IsWords(string text) => Words.Contains(text) || Words.Contains(text.Trim("0123456789!?.,_-#*+ ".ToCharArray()));
}
