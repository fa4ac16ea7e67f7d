using System.Text.RegularExpressions;

namespace Watchfloor.Tests.Architecture;

public class Links
{
    static IEnumerable<string> Pages => Repository.With(".md");

    [Fact]
    public void Links_between_pages_lead_somewhere() =>
        Verdict.None(
            from page in Pages
            from Match link in Link.Matches(Repository.Read(page))
            let target = link.Groups["to"].Value
            where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
            where !Leads(page, target)
            select $"{page}: {target}"
        );

    static readonly Regex Link = new(
        @"\]\((?<to>[^)\s]+)\)|src=""(?<to>[^""]+)""",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    );
    static readonly Regex NotInAnchor = new("[^a-z0-9 _-]", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);

    static bool Leads(string page, string target)
    {
        var (path, anchor) = target.Split('#') is [var before, var after] ? (before, after) : (target, null);
        var full =
            path.Length == 0
                ? page
                : Path.GetRelativePath(Repository.Root, Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, path));
        if (anchor is null)
            return Path.Exists(Path.Combine(Repository.Root, full));
        return Repository.Files.Contains(full) && Headings(full).Contains(anchor);
    }

    static IEnumerable<string> Headings(string page) =>
        from line in Repository.Lines(page)
        where line.StartsWith('#')
        select NotInAnchor.Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-');
}
