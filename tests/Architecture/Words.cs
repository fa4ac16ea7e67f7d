using System.Text.RegularExpressions;

namespace Watchfloor.Tests.Architecture;

/// <summary>What must not stand in any source. The words are put together here, so that this file does not hold them itself.</summary>
public class Words
{
    static readonly string[] Code = [".cs", ".ts", ".tsx", ".sh", ".sql", ".css"];
    static readonly string[] Text =
    [
        .. Code,
        ".md",
        ".json",
        ".jsonc",
        ".xml",
        ".props",
        ".targets",
        ".csproj",
        ".yml",
        ".yaml",
        ".config",
        "",
    ];

    static IEnumerable<string> Sources =>
        Repository.With(Code).Where(file => !file.StartsWith("tests/Architecture/", StringComparison.Ordinal));

    [Fact]
    public void Nothing_is_left_for_later() => Verdict.None(Found(Sources, Of(@"\b(TO" + "DO|FIX" + @"ME|HA" + @"CK|XX" + @"X)\b")));

    [Fact]
    public void Nobody_sleeps_on_a_thread() => Verdict.None(Found(Sources, Of(@"Thread\.Sle" + "ep")));

    [Fact]
    public void No_exception_is_swallowed_without_a_word() =>
        Verdict.None(from file in Sources where EmptyCatch.IsMatch(Repository.Read(file)) select file);

    [Fact]
    public void Files_know_no_path_of_one_machine() =>
        Verdict.None(Found(Repository.With(Text), Of("/wo" + "rk/(main|wt|shared|brief)|/tmp/ba" + "sh_jobs|/ro" + "ot/\\.")));

    [Fact]
    public void Packages_are_locked_without_the_address_of_a_registry() =>
        Verdict.None(Found(Repository.Files.Where(IsLock), Of("\"resolved\": \"https?:")));

    static readonly Regex EmptyCatch = Of(@"catch\s*(\([^)]*\))?\s*(when\s*\([^{]*\))?\s*\{\s*\}");

    static Regex Of(string words) => new(words, RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);

    static bool IsLock(string file) =>
        file.EndsWith("package-lock.json", StringComparison.Ordinal) || file.EndsWith(".lock.json", StringComparison.Ordinal);

    static IEnumerable<string> Found(IEnumerable<string> files, Regex words) =>
        from file in files
        from line in Repository.Lines(file).Index()
        where words.IsMatch(line.Item)
        select $"{file}:{line.Index + 1}: {line.Item.Trim()}";
}
