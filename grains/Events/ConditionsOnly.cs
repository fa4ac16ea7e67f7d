using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Watchfloor.Json;

namespace Watchfloor.Events;

/// <summary>
/// Reads of a stored event what correlation asks of it. Texts, labels and links are passed over: they are most of it, and each detection of a
/// condition reads the events that held it.
/// </summary>
static class ConditionsOnly
{
    static readonly FrozenSet<string> Asked = new[]
    {
        nameof(EventBody.Category),
        nameof(EventBody.FacilityId),
        nameof(EventBody.DetectedAt),
        nameof(EventBody.Contributors),
        nameof(EventBody.Handling),
        nameof(EventBody.Changes),
        nameof(EventBody.Unstable),
        nameof(EventBody.Moves),
        nameof(EventBody.SplitFrom),
    }
        .Select(JsonNamingPolicy.CamelCase.ConvertName)
        .ToFrozenSet();

    static readonly JsonSerializerOptions Options = new(WireJson.Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(PassOver),
    };

    /// <summary>All that is not asked for is missing in it.</summary>
    public static EventState Read(ReadOnlySpan<byte> state) => JsonSerializer.Deserialize<EventState>(state, Options)!;

    static void PassOver(JsonTypeInfo type)
    {
        for (var i = type.Properties.Count - 1; i >= 0 && type.Type == typeof(EventBody); i--)
            if (!Asked.Contains(type.Properties[i].Name))
                type.Properties.RemoveAt(i);
    }
}
