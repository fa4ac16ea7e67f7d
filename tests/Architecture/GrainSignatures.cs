namespace Watchfloor.Tests.Architecture;

/// <summary>Every grain signature of the house and of its tests, held to every rule.</summary>
public class GrainSignatures
{
    public static TheoryData<string> Rules => [.. SignatureRules.All.Keys];

    [Fact]
    public void There_is_a_language()
    {
        Assert.NotEmpty(GrainLanguage.House.Interfaces);
        Assert.NotEmpty(GrainLanguage.House.Carried);
        Assert.NotEmpty(GrainLanguage.Tests.Interfaces);
    }

    [Theory, MemberData(nameof(Rules))]
    public void The_house_keeps_to(string rule) => Verdict.None(SignatureRules.All[rule](GrainLanguage.House).Where(IsOfGrains));

    [Theory, MemberData(nameof(Rules))]
    public void The_tests_keep_to(string rule) => Verdict.None(SignatureRules.All[rule](GrainLanguage.Tests));

    [Fact]
    public void No_grain_leaves_its_turn() =>
        Verdict.None(
            from file in Repository.With(".cs")
            where Repository.RoomOf(file) is "grain-interfaces" or "kernel" or "grains" || IsEngineTest(file)
            from line in Repository.Lines(file)
            where SignatureRules.LeavesTheTurn(line)
            select $"{file}: {line.Trim()}"
        );

    static bool IsEngineTest(string file) => file.StartsWith("tests/Engine/", StringComparison.Ordinal);

    /// <summary>Exceptions of rooms that no grain is made of stay in them.</summary>
    static bool IsOfGrains(string? found) =>
        !Rooms.All.Except(["grain-interfaces", "kernel", "grains"]).SelectMany(Rooms.Types).Any(type => type.FullName == found);
}
