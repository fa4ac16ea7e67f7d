using Watchfloor.Tests.Architecture;

namespace Watchfloor.Tests.EngineOnly.Signatures;

/// <summary>Each rule of grain signatures has a sample that breaks it, so that the rule is known to bite.</summary>
public sealed class SignatureRulesTests
{
    static readonly Dictionary<string, Type[]> Samples = new()
    {
        ["ORLEANS0001: manners of a call are said on its interface"] = [typeof(MannersOnClass)],
        ["ORLEANS0002: nothing is passed by reference"] = [typeof(IByReference)],
        ["ORLEANS0004: every member has its number"] = [typeof(WithoutNumbers)],
        ["ORLEANS0006: only what is stored has a number"] = [typeof(NumberedAbstract)],
        ["ORLEANS0008: a grain interface has no properties"] = [typeof(IWithProperty)],
        ["ORLEANS0009: every call returns a task"] = [typeof(IWithoutTask)],
        ["ORLEANS0011: a name is given once"] = [typeof(NamedOnce), typeof(NamedTwice)],
        ["ORLEANS0012: a number is given once per level"] = [typeof(SameNumbers)],
        ["ORLEANS0107: what is carried can be reached"] = [Hidden.Type],
        ["whatever a call carries is marked"] = [typeof(ICarriesUnmarked)],
        ["whatever a call carries has a name"] = [typeof(Mutable)],
        ["every call has a name"] = [typeof(IWithoutNames)],
        ["a message never changes"] = [typeof(Mutable)],
        ["a fault that leaves a grain is marked"] = [typeof(UnmarkedFault)],
        ["the token comes last"] = [typeof(ITokenFirst)],
        ["a call takes one token at most"] = [typeof(ITwoTokens)],
        ["a call has one form"] = [typeof(IOverloaded)],
        ["a call is not generic"] = [typeof(IGenericCall)],
        ["an interface has no bodies"] = [typeof(IWithBody)],
        ["no member is required"] = [typeof(Demanding)],
        ["what is not ours has a codec"] = [typeof(IUncoded)],
    };

    public static TheoryData<string> Rules => [.. Samples.Keys];

    [Fact]
    public void Every_rule_has_its_sample() => Assert.Equal(SignatureRules.All.Keys, Samples.Keys.Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Rules))]
    public void A_sample_is_found_that_breaks(string rule) => Assert.Single(SignatureRules.All[rule](new GrainLanguage(Samples[rule])));

    [Fact]
    public void A_line_that_leaves_the_turn_is_found() =>
        Assert.True(SignatureRules.LeavesTheTurn("        await Load().ConfigureAwait(false);"));
}
