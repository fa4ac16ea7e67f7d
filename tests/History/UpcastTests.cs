using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Watchfloor.Kernel;
using static Watchfloor.Kernel.Decision;

namespace Watchfloor.Tests.History;

/// <summary>A kettle that has changed its facts twice since its first release.</summary>
public sealed class UpcastTests
{
    static readonly EntityId Self = new("kettle", TenantId.Default, "k1");
    static readonly DateTimeOffset Six = new(2026, 1, 5, 6, 0, 0, TimeSpan.Zero);
    static readonly Upcasters Ours = Upcasters.In([typeof(InCelsius), typeof(WithLitres)]);

    [Fact]
    public void A_fact_of_the_first_release_comes_out_in_the_shape_of_this_one() =>
        Assert.Equal("""{"celsius":100,"litres":1}""", State(Tell(Fact("boiled", """{"fahrenheit":212,"at":"2026-01-05T06:00:00Z"}"""))));

    [Fact]
    public void A_fact_of_the_second_release_takes_the_last_step_alone() =>
        Assert.Equal("""{"celsius":90,"litres":1}""", State(Tell(Fact("boiled.2", """{"celsius":90,"at":"2026-01-05T06:00:00Z"}"""))));

    [Fact]
    public void What_is_written_today_is_read_as_it_is()
    {
        var fact = FactNames.Record(new Boiled(80, 2, Six), Six);
        Assert.Equal("boiled.3", fact.Name);
        Assert.Equal("""{"celsius":80,"litres":2}""", State(Tell(new(1, fact.Name, fact.Data, Six))));
    }

    [Fact]
    public void A_name_that_nobody_knows_is_named()
    {
        var fault = Assert.Throws<JsonException>(() => Tell(Fact("boiled.4", "{}")));
        Assert.Contains("'boiled.4' of kettle", fault.Message);
    }

    [Fact]
    public void Without_its_upcast_an_old_fact_is_one_that_nobody_knows() =>
        Assert.Contains(
            "'boiled' of kettle",
            Assert
                .Throws<JsonException>(() =>
                    new Replay<KettleRules, Kettle, KettleCommand, KettleFact>("kettle", Upcasters.None)
                        .Begin(Self)
                        .Tell(Fact("boiled", "{}"))
                )
                .Message
        );

    [Fact]
    public void Upcasts_of_one_name_belong_to_one_kind()
    {
        Assert.Equal("boiled.3", Ours.Newest("kettle", "boiled"));
        Assert.Equal("boiled", Ours.Newest("event", "boiled"));
    }

    [Theory]
    [InlineData(typeof(WithLitres), "twice")]
    [InlineData(typeof(Backwards), "circle")]
    [InlineData(typeof(Nameless), "does not say")]
    public void Upcasts_that_make_no_sense_stop_the_host(Type other, string why) =>
        Assert.Contains(
            why,
            Assert.Throws<InvalidOperationException>(() => Upcasters.In([typeof(InCelsius), typeof(WithLitres), other])).Message
        );

    [Fact]
    public void A_name_that_is_still_written_cannot_be_upcast() =>
        Assert.Contains(
            "'boiled.3'",
            Assert.Throws<InvalidOperationException>(() => new FactReader<KettleFact>("kettle", Upcasters.In([typeof(TooEarly)]))).Message
        );

    static Replayed Tell(JournaledFact fact)
    {
        var past = new Replay<KettleRules, Kettle, KettleCommand, KettleFact>("kettle", Ours).Begin(Self);
        past.Tell(fact);
        return past.Now()!;
    }

    static JournaledFact Fact(string name, string json) => new(1, name, Encoding.UTF8.GetBytes(json), Six);

    static string State(Replayed told) => Encoding.UTF8.GetString(told.State.Span);

    [Upcast("kettle", "boiled", "boiled.2")]
    sealed class InCelsius : IUpcaster
    {
        public JsonObject Upcast(JsonObject fact)
        {
            fact["celsius"] = ((double)fact["fahrenheit"]! - 32) / 1.8;
            fact.Remove("fahrenheit");
            return fact;
        }
    }

    [Upcast("kettle", "boiled.2", "boiled.3")]
    sealed class WithLitres : IUpcaster
    {
        public JsonObject Upcast(JsonObject fact)
        {
            fact["litres"] = 1;
            return fact;
        }
    }

    [Upcast("kettle", "boiled.3", "boiled")]
    sealed class Backwards : IUpcaster
    {
        public JsonObject Upcast(JsonObject fact) => fact;
    }

    [Upcast("kettle", "boiled.3", "boiled.4")]
    sealed class TooEarly : IUpcaster
    {
        public JsonObject Upcast(JsonObject fact) => fact;
    }

    sealed class Nameless : IUpcaster
    {
        public JsonObject Upcast(JsonObject fact) => fact;
    }
}

/// <summary>Boils.</summary>
public sealed record KettleCommand;

public sealed record Kettle(double Celsius, double Litres);

public abstract record KettleFact(DateTimeOffset At);

[Watchfloor.Fact("boiled.3")]
public sealed record Boiled(double Celsius, double Litres, DateTimeOffset At) : KettleFact(At);

public sealed class KettleRules : IRules<Kettle, KettleCommand, KettleFact>, IDocumented<Kettle>
{
    public static Kettle Initial { get; } = new(20, 0);
    public static KettleCommand Tick { get; } = new();

    public static Decision<KettleFact> Decide(Kettle state, KettleCommand command, DateTimeOffset now) => Refuse("it boils by itself");

    public static Kettle Evolve(Kettle state, KettleFact fact) => fact is Boiled boiled ? new(boiled.Celsius, boiled.Litres) : state;

    public static DateTimeOffset? DueAt(Kettle state) => null;

    public static IEnumerable<Effect> Effects(EntityId self, Kettle state, KettleFact fact) => [];

    public static DateTimeOffset At(KettleFact fact) => fact.At;

    public static Document? Describe(EntityId self, Kettle state, long version) => null;
}
