using System.Text.Json.Nodes;
using Watchfloor.Kernel;
using Watchfloor.Tests.Architecture;
using Watchfloor.Tests.History;

namespace Watchfloor.Tests.Wire;

/// <summary>
/// Journals as each release wrote them, with the documents that followed. They are never written again: today's code must read them
/// all. Where a kind has none yet, or writes facts that none of them holds, <c>WATCHFLOOR_ACCEPT=1</c> writes one more for the present
/// release.
/// </summary>
public class GoldenJournals
{
    static readonly bool Accepts = Environment.GetEnvironmentVariable("WATCHFLOOR_ACCEPT") == "1";
    static readonly string Root = Path.Combine(Repository.Root, "tests", "Wire", "journals");
    static readonly string Release = typeof(Replays).Assembly.GetName().Version!.ToString(2);

    public static TheoryData<string> Kinds => [.. SampleJournals.Kinds];

    [Theory, MemberData(nameof(Kinds))]
    public void Every_kind_has_a_journal_of_a_release(string kind)
    {
        if (Accepts && Files(kind).Count == 0)
            JournalFile.Of(kind, Release).Write(Path.Combine(Root, Release, $"{kind}.json"));
        Assert.NotEmpty(Files(kind));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Journals_of_every_release_lead_to_the_documents_that_they_led_to(string kind)
    {
        foreach (var file in Files(kind))
        {
            foreach (var (entity, told) in JournalFile.Read(file).Tell(SampleJournals.Replays))
            {
                foreach (var (part, golden) in entity["document"]!.AsObject())
                    Assert.True(
                        Holds(told[part], golden),
                        $"{file}: {part} of {entity["id"]} is now {told[part]?.ToJsonString()}, and was {golden?.ToJsonString()}"
                    );
            }
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Journals_hold_every_fact_that_their_kind_can_write(string kind)
    {
        var written = SampleJournals.Of(kind, TenantId.Default).SelectMany(commit => commit.Facts).Select(fact => fact.Name).ToHashSet();
        if (Accepts && !written.IsSubsetOf(Held(kind)))
            JournalFile.Of(kind, Release).Write(Path.Combine(Root, $"{Release}.{Files(kind).Count}", $"{kind}.json"));
        Assert.Subset(Held(kind), written);
    }

    [Fact]
    public void Walks_write_every_fact_that_there_is() =>
        Assert.All(
            RuleSets.All,
            rules =>
            {
                var kind = SampleJournals.Replays.All.Single(replay => replay.GetType().GenericTypeArguments[0] == rules.Type).Kind;
                var written = SampleJournals.Of(kind, TenantId.Default).SelectMany(commit => commit.Facts).Select(fact => fact.Name);
                Assert.Equal(rules.Facts.Select(FactNames.Of).Order(), written.Distinct().Order());
            }
        );

    static HashSet<string> Held(string kind) => [.. Files(kind).SelectMany(file => JournalFile.Read(file).FactNames)];

    static List<string> Files(string kind) =>
        [.. Directory.EnumerateDirectories(Root).Select(release => Path.Combine(release, $"{kind}.json")).Where(File.Exists).Order()];

    /// <summary>Everything of the golden one is there; documents may gain fields.</summary>
    static bool Holds(JsonNode? today, JsonNode? golden) =>
        (today, golden) switch
        {
            (JsonObject now, JsonObject then) => then.All(field => Holds(now[field.Key], field.Value)),
            (JsonArray now, JsonArray then) => now.Count == then.Count && now.Zip(then).All(pair => Holds(pair.First, pair.Second)),
            _ => JsonNode.DeepEquals(today, golden),
        };
}
