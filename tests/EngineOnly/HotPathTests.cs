using System.Text.RegularExpressions;
using Watchfloor.Tests.Architecture;

namespace Watchfloor.Tests.EngineOnly;

/// <summary>Calls and codecs reflect once per type, to compile; per message they run what was compiled.</summary>
public sealed class HotPathTests
{
    static readonly Regex PerCall = new(
        @"(MethodInfo|MethodBase|ConstructorInfo|[Mm]ethod|[Cc]onstructor)\??\.Invoke\(|\.(GetValue|SetValue)\(|DynamicInvoke|DispatchProxy",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    );

    [Fact]
    public void Nothing_is_invoked_or_read_by_reflection() =>
        Verdict.None(
            from file in Repository.With(".cs")
            where Repository.RoomOf(file) == "engine"
            from line in Repository.Lines(file)
            where PerCall.IsMatch(line)
            select $"{file}: {line.Trim()}"
        );

    [Theory]
    [InlineData("var owner = constructor.Invoke(null);")]
    [InlineData("var value = property.GetValue(owner);")]
    [InlineData("class Proxy : DispatchProxy")]
    public void Such_a_line_would_be_found(string line) => Assert.Matches(PerCall, line);
}
