using System.Text.Json;
using System.Text.Json.Serialization;
using Watchfloor.Events;
using Watchfloor.Json;
using Watchfloor.Tests.Wire;

namespace Watchfloor.Tests.Grains;

public sealed class ConditionsOnlyTests
{
    public static TheoryData<Type> States =>
        [
            .. typeof(EventState)
                .GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false)
                .Cast<JsonDerivedTypeAttribute>()
                .Select(derived => derived.DerivedType),
        ];

    [Theory, MemberData(nameof(States))]
    public void What_correlation_asks_of_an_event_is_read_as_it_was_stored(Type type)
    {
        var state = (EventState)Samples.Of(type);
        var read = ConditionsOnly.Read(JsonSerializer.SerializeToUtf8Bytes(state, WireJson.Options));
        Assert.Equal(type, read.GetType());
        if (state is not EventKnown { Body: var body } || read is not EventKnown { Body: var seen })
            return;
        Assert.Equal(Asked(body), Asked(seen));
        Assert.Equal(body.Keys(isOpen: true), seen.Keys(isOpen: true));
        Assert.Null(seen.Title);
    }

    static object Asked(EventBody body) =>
        (
            body.FacilityId,
            body.Category,
            body.DetectedAt,
            body.Contributors,
            body.Changes,
            body.Handling,
            (body.Unstable, body.Moves, body.SplitFrom)
        );
}
