using System.Text.Json.Serialization;
using Watchfloor.Events;

namespace Watchfloor.Live;

/// <summary>What a frame is.</summary>
enum LiveFrameKind
{
    /// <summary>All events that are not closed: throw away what you had.</summary>
    Snapshot,

    /// <summary>These events are now as they stand here.</summary>
    Changes,

    /// <summary>Nothing happened; the line is alive.</summary>
    Beat,
}

/// <summary>One message of the live hub.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Cursor">Come back with it.</param>
/// <param name="At">The server's time.</param>
/// <param name="Events">The events that it speaks of.</param>
record LiveFrame(
    LiveFrameKind Kind,
    string Cursor,
    DateTimeOffset At,
    [property: JsonConverter(typeof(WrittenEvents.Converter))] IReadOnlyList<EventView> Events
);
