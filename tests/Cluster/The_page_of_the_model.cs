using System.Text.RegularExpressions;
using Watchfloor.Tests.Architecture;

namespace Watchfloor.Tests.Cluster;

/// <summary>Model and page speak of the same steps: each is implemented by the method that the page names, or done by the world.</summary>
public sealed class The_page_of_the_model
{
    [Fact]
    public void Names_every_step_of_the_model_and_no_other() => Assert.Equal(StepsOfTheModel().Order(), RowsOfThePage(Name).Order());

    [Fact]
    public void Names_every_switch_of_the_model_and_no_other() =>
        Assert.Equal(Switches.Matches(Repository.Read(Model.Path)).Select(NameOf).Order(), RowsOfThePage(Switch).Order());

    /// <summary>Steps are the choices of the loops; a step without a name has nobody who implements it.</summary>
    static IEnumerable<string> StepsOfTheModel()
    {
        var inLoop = false;
        foreach (var (index, line) in Repository.Lines(Model.Path).Index())
        {
            inLoop = line == "    do" || (inLoop && line != "    od");
            if (!inLoop || !line.StartsWith("    ::", StringComparison.Ordinal))
                continue;
            var step = Step.Match(line);
            Assert.True(step.Success, $"{Model.Path}:{index + 1} is a step without the name of what implements it: {line}");
            yield return NameOf(step);
        }
    }

    static IEnumerable<string> RowsOfThePage(Regex row) =>
        from line in Repository.Lines(Model.Page)
        let found = row.Match(line)
        where found.Success
        select NameOf(found);

    static string NameOf(Match match) => match.Groups["name"].Value;

    static readonly Regex Step = Of(@"^    :: /\* (?<name>[A-Z]\w+\.[A-Z]\w+) \*/$");
    static readonly Regex Name = Of(@"^\| `(?<name>[A-Z]\w+\.[A-Z]\w+)` \|");
    static readonly Regex Switch = Of(@"^\| `-D(?<name>[A-Z_]+)` \|");
    static readonly Regex Switches = Of(@"^ \*   -D(?<name>[A-Z_]+) ");

    static Regex Of(string words) => new(words, RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Multiline);
}
