using System.Text.Json.Nodes;

namespace Watchfloor.Kernel;

/// <summary>
/// Makes the JSON of an older fact what it would be had it been written under the next name. Pure: the same in, the same out,
/// for ever. The journal itself is never rewritten.
/// </summary>
public interface IUpcaster
{
    /// <summary>The same fact in the next shape; it may change and return what it was given.</summary>
    JsonObject Upcast(JsonObject fact);
}
