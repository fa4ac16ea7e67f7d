using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Watchfloor.Devices;
using Watchfloor.Events;
using Watchfloor.Json;
using Watchfloor.Notifications;
using Watchfloor.ServiceLevels;
using Watchfloor.Telemetry;
using Watchfloor.Tests.Api;
using Watchfloor.Tests.Architecture;

namespace Watchfloor.Tests.Wire;

/// <summary>What clients see and send. The routes themselves say what that is: a new body without a golden shape fails.</summary>
public class SentShapes(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public void Answers_keep_their_shape() =>
        new Golden("answers").Matches(
            Written(OfRoutes<IProducesResponseTypeMetadata>(answer => answer.Type).Concat([OfApi("LiveFrame"), OfApi("Problem")]))
        );

    [Fact]
    public void Requests_keep_their_shape() =>
        new Golden("requests").Matches(Written(OfRoutes<IAcceptsMetadata>(body => body.RequestType)));

    [Fact]
    public void Batches_of_telemetry_keep_their_shape() => new Golden("telemetry").Matches(Written([typeof(TelemetryBatch)]));

    [Fact]
    public void Words_of_the_wire_stay() =>
        new Golden("words").Matches(
            from word in new[]
            {
                typeof(Severity),
                typeof(EventStatus),
                typeof(LinkKind),
                typeof(AsideKind),
                typeof(LabelOperator),
                typeof(IngestOutcome),
                typeof(PageStatus),
                typeof(Comparison),
                typeof(Role),
                typeof(BusinessDay),
            }
            select (word.Name, JsonSerializer.Serialize(Enum.GetValues(word), word.MakeArrayType(), WireJson.Options))
        );

    IEnumerable<Type> OfRoutes<TMetadata>(Func<TMetadata, Type?> type)
        where TMetadata : class =>
        from endpoint in host.Routes.Endpoints
        from metadata in endpoint.Metadata.GetOrderedMetadata<TMetadata>()
        let told = type(metadata)
        where told is not null && told.Assembly.GetName().Name!.StartsWith("Watchfloor.", StringComparison.Ordinal)
        // A page is a page, whatever is on it.
        select told.IsGenericType ? told.GenericTypeArguments[0] : told;

    static IEnumerable<(string Name, string Json)> Written(IEnumerable<Type> types) =>
        from type in types.Distinct()
        select (type.Name, JsonSerializer.Serialize(Samples.Of(type), type, WireJson.Options));

    static Type OfApi(string name) => Rooms.Types("api").Single(type => type.Name == name);
}
