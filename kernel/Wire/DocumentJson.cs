using System.Text.Json;
using System.Text.Json.Serialization;
using Watchfloor.Json;

namespace Watchfloor.Kernel;

/// <summary>
/// How states and views are written into documents: as everywhere, but what is null is left out, and read back as null. Half of an event's
/// members are, and without them two events fit into a page of the database.
/// </summary>
public static class DocumentJson
{
    static readonly JsonSerializerOptions s_options = new(WireJson.Options)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>A state, which its kind's base type tells apart from others.</summary>
    public static byte[] OfState<TState>(TState state) => JsonSerializer.SerializeToUtf8Bytes(state, s_options);

    /// <summary>A view, by its own type.</summary>
    public static byte[] OfView(object view) => JsonSerializer.SerializeToUtf8Bytes(view, view.GetType(), s_options);
}
