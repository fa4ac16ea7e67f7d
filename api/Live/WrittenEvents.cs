using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;
using Watchfloor.Events;

namespace Watchfloor.Live;

/// <summary>Events of a frame that many get: the JSON of each is made once, and then only copied.</summary>
sealed class WrittenEvents(IReadOnlyList<LiveChange> changes) : IReadOnlyList<EventView>
{
    readonly IReadOnlyList<LiveChange> _changes = changes;

    public int Count => _changes.Count;

    public EventView this[int index] => _changes[index].Event;

    public IEnumerator<EventView> GetEnumerator() => _changes.Select(change => change.Event).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Writes a list of events, and one that is written already as it is.</summary>
    public sealed class Converter : JsonConverter<IReadOnlyList<EventView>>
    {
        public override void Write(Utf8JsonWriter writer, IReadOnlyList<EventView> events, JsonSerializerOptions options)
        {
            if (events is not WrittenEvents written)
            {
                JsonSerializer.Serialize(writer, events, options);
                return;
            }
            writer.WriteStartArray();
            foreach (var change in written._changes)
                writer.WriteRawValue(change.Json.Span, skipInputValidation: true); // one by one: all of them at once need one buffer for all
            writer.WriteEndArray();
        }

        public override IReadOnlyList<EventView>? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<List<EventView>>(ref reader, options);
    }
}
