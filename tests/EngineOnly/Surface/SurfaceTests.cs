using Watchfloor.Tests.Architecture;

namespace Watchfloor.Tests.EngineOnly.Surface;

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

    /// <summary>Their assemblies are not at hand: the list holds what was looked up in the reference listings, member by member.</summary>
    [Fact]
    public void Every_member_of_the_other_types_was_looked_up()
    {
        var found =
            from type in Ours.Types
            where OtherOfficialTypes.All.Contains(type)
            from member in Ours.MembersOf(type)!
            select $"{type}: {member}";

        Assert.Equal(Repository.Lines("tests/EngineOnly/Surface/other-official-members.txt"), found.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Orleans.Clustering.AdoNet", "Orleans.Hosting.AdoNetHostingExtensions")]
    [InlineData("Orleans.Core.Abstractions", "Orleans.Grain")]
    [InlineData("Orleans.Reminders.AdoNet", "Orleans.Hosting.SiloBuilderReminderExtensions")]
    [InlineData("Orleans.TestingHost", "Orleans.TestingHost.InProcessTestCluster")]
    public void The_official_assembly_is_read(string assembly, string type)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "official", $"{assembly}.dll");

        Assert.NotEmpty(new PublicSurface(path).MembersOf(type) ?? []);
        Assert.NotNull(Ours.MembersOf(type));
    }

    static HashSet<string>? MembersOf(string type) =>
        Official.Select(surface => surface.MembersOf(type)).FirstOrDefault(static members => members is not null);
}
