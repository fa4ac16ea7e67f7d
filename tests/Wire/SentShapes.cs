using System.Text.Json;
using Watchfloor.Catalogue;
using Watchfloor.Devices;
using Watchfloor.Escalations;
using Watchfloor.Events;
using Watchfloor.Json;
using Watchfloor.Notifications;
using Watchfloor.Plant;
using Watchfloor.Telemetry;

namespace Watchfloor.Tests.Wire;

/// <summary>What clients see and send.</summary>
public class SentShapes
{
    static readonly Type[] Views =
    [
        typeof(EventView),
        typeof(PageView),
        typeof(FacilitySpec),
        typeof(ChannelSpec),
        typeof(PolicySpec),
        typeof(ThresholdRuleSpec),
        typeof(Entry<FacilitySpec>),
        typeof(ChannelKind),
        typeof(TelemetryBatch),
    ];

    [Fact]
    public void Views_keep_their_shape() =>
        new Golden("views").Matches(
            from view in Views
            select (Name(view), JsonSerializer.Serialize(Samples.Of(view), view, WireJson.Options))
        );

    [Fact]
    public void Words_of_the_wire_stay() =>
        new Golden("words").Matches(
            from word in new[] { typeof(Severity), typeof(EventStatus), typeof(IngestOutcome), typeof(PageStatus), typeof(Comparison) }
            select (word.Name, JsonSerializer.Serialize(Enum.GetValues(word), word.MakeArrayType(), WireJson.Options))
        );

    static string Name(Type type) => type.IsGenericType ? $"{type.Name.Split('`')[0]} of {type.GenericTypeArguments[0].Name}" : type.Name;
}
