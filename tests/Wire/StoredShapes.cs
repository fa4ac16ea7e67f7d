using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Watchfloor.Json;
using Watchfloor.Kernel;
using Watchfloor.Tests.Architecture;

namespace Watchfloor.Tests.Wire;

/// <summary>What lies in databases: facts in the journal, commands in the outbox, states in documents.</summary>
public class StoredShapes
{
    static readonly EntityId Somebody = new(Kinds.Event, TenantId.Default, "somebody");

    public static TheoryData<string> Languages => [.. RuleSets.All.Select(rules => rules.Type.Name)];

    public static TheoryData<string> Outgoing => [.. RuleSets.All.Where(rules => Commands(rules).Any()).Select(rules => rules.Type.Name)];

    [Theory, MemberData(nameof(Languages))]
    public void Facts_are_written_as_they_always_were(string rules) =>
        new Golden($"facts.{rules}").Matches(from fact in Of(rules).Facts select (NameOf(fact), Written(fact)));

    [Theory, MemberData(nameof(Languages))]
    public void Facts_of_yesterday_are_read(string rules)
    {
        var yesterday = new Golden($"facts.{rules}").Yesterday;
        Assert.All(Of(rules).Facts, fact => AssertReads(fact, yesterday[NameOf(fact)]?.ToJsonString()));
    }

    [Theory, MemberData(nameof(Outgoing))]
    public void Commands_are_written_as_they_always_were(string rules) =>
        new Golden($"commands.{rules}").Matches(
            from command in Commands(Of(rules))
            let message = CommandAliases.Address(new Effect(Somebody, Samples.Of(command)))
            select (message.Command, Encoding.UTF8.GetString(message.Data.Span))
        );

    [Theory, MemberData(nameof(Outgoing))]
    public void Commands_of_yesterday_are_read(string rules)
    {
        var yesterday = new Golden($"commands.{rules}").Yesterday;
        Assert.All(Commands(Of(rules)), command => AssertReads(command, yesterday[CommandAliases.Of(command)]?.ToJsonString()));
    }

    [Theory, MemberData(nameof(Languages))]
    public void States_are_written_as_they_always_were(string rules) =>
        new Golden($"states.{rules}").Matches(
            from state in RuleSets.Leaves(Of(rules).State)
            select (state.Name, JsonSerializer.Serialize(Samples.Of(state), Of(rules).State, WireJson.Options))
        );

    [Theory, MemberData(nameof(Languages))]
    public void States_of_yesterday_are_read(string rules) =>
        Assert.All(new Golden($"states.{rules}").Yesterday, state => AssertReads(Of(rules).State, state.Value!.ToJsonString()));

    /// <summary>Hierarchies inside of states: only one of their kinds stands in the sample of the state itself.</summary>
    [Fact]
    public void Parts_of_states_are_written_as_they_always_were() =>
        new Golden("parts").Matches(
            from part in Parts
            from kind in RuleSets.Leaves(part)
            select ($"{part.Name} {kind.Name}", JsonSerializer.Serialize(Samples.Of(kind), part, WireJson.Options))
        );

    [Fact]
    public void Parts_of_states_of_yesterday_are_read()
    {
        var yesterday = new Golden("parts").Yesterday;
        Assert.All(
            from part in Parts
            from shape in yesterday
            where shape.Key.StartsWith(part.Name + " ", StringComparison.Ordinal)
            select (part, shape.Value),
            x => AssertReads(x.part, x.Value!.ToJsonString())
        );
    }

    static IEnumerable<Type> Parts =>
        from type in Rooms.GrainSide
        where type.IsDefined(typeof(JsonPolymorphicAttribute), inherit: false) && RuleSets.All.All(rules => rules.State != type)
        where !type.IsGenericTypeDefinition
        select type;

    static RuleSets Of(string rules) => RuleSets.All.Single(each => each.Type.Name == rules);

    /// <summary>Generic commands go between api and grain alone; the outbox holds the others.</summary>
    static IEnumerable<Type> Commands(RuleSets rules) => RuleSets.Leaves(rules.Command).Where(command => !command.IsGenericType);

    static string NameOf(Type fact) => FactNames.Of(fact);

    static string Written(Type fact) => Encoding.UTF8.GetString(FactNames.Record(Samples.Of(fact), DateTimeOffset.UnixEpoch).Data.Span);

    static void AssertReads(Type type, string? json)
    {
        Assert.NotNull(json);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize(json, type, WireJson.Options), type, WireJson.Options));
    }
}
