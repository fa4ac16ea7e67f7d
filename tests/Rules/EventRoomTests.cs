using System.Text.Json;
using Watchfloor.Events;
using Watchfloor.Json;
using static Watchfloor.Tests.Rules.EventSamples;

namespace Watchfloor.Tests.Rules;

public sealed class EventRoomTests
{
    [Theory]
    [InlineData("x")]
    [InlineData("ü")]
    [InlineData("\"")]
    [InlineData("🚨")]
    [InlineData("\u0001")]
    public void Whatever_people_write_a_state_keeps_within_16_KB(string letter)
    {
        var words = string.Concat(Enumerable.Repeat(letter, 10_000));
        var wordy = Boiler with
        {
            Title = words,
            Description = words,
            Attributes = Values.From(Enumerable.Range(0, 300).Select(i => new EventAttribute($"label-{i}", words[..40]))),
        };
        EventState state = EventRules
            .Decide(EventRules.Initial, new Raise(wordy), T0)
            .Facts.Aggregate(EventRules.Initial, EventRules.Evolve);
        for (var i = 0; i < 300; i++)
        {
            var merge = new Merge(wordy with { ConditionKey = $"{words[..40]}-{i}" });
            state = EventRules.Decide(state, merge, T0).Facts.Aggregate(state, EventRules.Evolve);
        }
        Assert.NotEmpty(Assert.IsType<EventNew>(state).Body.Contributors);
        Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(state, WireJson.Options).Length, 8 * 1024, 16 * 1024);
    }

    [Fact]
    public void A_long_description_is_shortened_in_the_state_and_whole_in_the_journal()
    {
        var words = new string('x', 10_000);
        var raised = Assert.IsType<Raised>(
            Assert.Single(EventRules.Decide(EventRules.Initial, new Raise(Boiler with { Description = words }), T0).Facts)
        );
        Assert.Equal(words, raised.Detection.Description);
        var kept = Assert.IsType<EventNew>(EventRules.Evolve(EventRules.Initial, raised)).Body.Description!;
        Assert.True(kept.Length < words.Length && kept.EndsWith('…'), kept);
    }
}
