namespace Watchfloor.Tests.Engine.Surface;

/// <summary>Holds the engine to the public surface of Orleans, so that changing to the official packages stays a switch.</summary>
public sealed class SurfaceTests
{
    static readonly PublicSurface Ours = new(typeof(Grain).Assembly.Location);

    static readonly PublicSurface[] Official =
    [
        .. Directory
            .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "official"), "*.dll")
            .Select(static path => new PublicSurface(path)),
    ];

    [Fact]
    public void Every_member_of_a_type_that_the_official_assemblies_hold_is_theirs_too()
    {
        var compared = Ours
            .Types.Select(static type => (Type: type, Theirs: MembersOf(type)))
            .Where(static pair => pair.Theirs is not null)
            .ToArray();

        var foreign =
            from pair in compared
            from member in Ours.MembersOf(pair.Type)!
            where !pair.Theirs!.Contains(member)
            select $"{pair.Type}: {member}";

        Assert.Empty(foreign);
        Assert.True(compared.Length > 40, $"Only {compared.Length} types were compared.");
    }

    [Fact]
    public void Every_public_type_is_one_of_Orleans() =>
        Assert.DoesNotContain(Ours.Types, static type => MembersOf(type) is null && !OtherOfficialTypes.All.Contains(type));

    static HashSet<string>? MembersOf(string type) =>
        Official.Select(surface => surface.MembersOf(type)).FirstOrDefault(static members => members is not null);
}
