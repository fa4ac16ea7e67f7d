using System.Text.Json;
using System.Text.RegularExpressions;

namespace Watchfloor.Tests.Architecture;

public class Packages
{
    [Fact]
    public void Versions_stand_in_one_place() =>
        Verdict.None(
            from project in Repository.With(".csproj", ".props", ".targets")
            from reference in Repository.Xml(project).Descendants("PackageReference")
            where reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null
            select $"{project}: {reference}"
        );

    [Fact]
    public void No_version_floats() =>
        Verdict.None(
            from version in Repository.Xml("Directory.Packages.props").Descendants("PackageVersion")
            let text = version.Attribute("Version")!.Value
            where text != "$(OrleansVersion)" && !Exact.IsMatch(text)
            select version.ToString()
        );

    [Fact]
    public void No_version_of_the_pages_floats() =>
        Verdict.None(
            from file in Repository.Files
            where Path.GetFileName(file) == "package.json"
            from list in new[] { "dependencies", "devDependencies" }
            from package in Packages.Of(file, list)
            where !Exact.IsMatch(package.Value.GetString()!)
            select $"{file}: {package.Name} {package.Value}"
        );

    static readonly Regex Exact = new(
        @"^\d+\.\d+\.\d+(\.\d+)?(-[0-9A-Za-z.-]+)?$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    );

    static IReadOnlyList<JsonProperty> Of(string file, string list)
    {
        var root = JsonDocument.Parse(Repository.Read(file)).RootElement;
        return root.TryGetProperty(list, out var packages) ? [.. packages.EnumerateObject()] : [];
    }
}
