using System.Globalization;
using System.Text;

namespace Watchfloor.EdgeConnector;

/// <summary>Makes names safe to stand in a tag: letters, digits, '.', '_' and '-' stay as they are, all else becomes one '-'.</summary>
public static class TagNames
{
    const int Longest = 100;

    public static string Safe(string name, string otherwise)
    {
        var safe = new StringBuilder();
        foreach (var c in name.Trim())
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '.' or '_')
                safe.Append(c);
            else if (safe.Length > 0 && safe[^1] != '-')
                safe.Append('-');
        }
        var trimmed = safe.ToString().Trim('-');
        return trimmed.Length == 0 ? otherwise : trimmed[..Math.Min(trimmed.Length, Longest)];
    }

    /// <summary>Keeps the first of equal names and numbers the others.</summary>
    public static string[] Distinct(IEnumerable<string> names)
    {
        var taken = new HashSet<string>();
        return
        [
            .. names.Select(name =>
            {
                var free = name;
                for (var i = 2; !taken.Add(free); i++)
                    free = string.Create(CultureInfo.InvariantCulture, $"{name}-{i}");
                return free;
            }),
        ];
    }
}
