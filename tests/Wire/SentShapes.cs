using System.Text.Json;
using Watchfloor.Devices;
using Watchfloor.Events;
using Watchfloor.Json;
using Watchfloor.Notifications;
using Watchfloor.Telemetry;
using Watchfloor.Tests.Architecture;

namespace Watchfloor.Tests.Wire;

/// <summary>What clients see and send.</summary>
public class SentShapes
{
    static readonly string[] Answers =
    [
        "Ingested",
        "Accepted",
        "Made",
        "Identity",
        "TimelineItem",
        "LiveFrame",
        "FacilityView",
        "ChannelView",
        "PolicyView",
        "RuleView",
        "Problem",
    ];

    static readonly string[] Requests = ["NewDetection", "NewBatch", "FacilityInput", "ChannelInput", "PolicyInput", "RuleInput", "SignIn"];

    [Fact]
    public void Answers_keep_their_shape() =>
        new Golden("answers").Matches(Written([typeof(EventView), typeof(PageView), typeof(ChannelKind), .. Answers.Select(OfApi)]));

    [Fact]
    public void Requests_keep_their_shape() => new Golden("requests").Matches(Written(Requests.Select(OfApi)));

    [Fact]
    public void Batches_of_telemetry_keep_their_shape() => new Golden("telemetry").Matches(Written([typeof(TelemetryBatch)]));

    [Fact]
    public void Words_of_the_wire_stay() =>
        new Golden("words").Matches(
            from word in new[] { typeof(Severity), typeof(EventStatus), typeof(IngestOutcome), typeof(PageStatus), typeof(Comparison) }
            select (word.Name, JsonSerializer.Serialize(Enum.GetValues(word), word.MakeArrayType(), WireJson.Options))
        );

    static IEnumerable<(string Name, string Json)> Written(IEnumerable<Type> types) =>
        from type in types
        select (type.Name, JsonSerializer.Serialize(Samples.Of(type), type, WireJson.Options));

    static Type OfApi(string name) => Rooms.Types("api").Single(type => type.Name == name);
}
