using System.Collections.Frozen;
using Watchfloor.Events;

namespace Watchfloor.Sources;

/// <summary>What a code of a meter comes to.</summary>
/// <param name="Category">Of the event.</param>
/// <param name="Severity">Of the event.</param>
/// <param name="Title">What happened, behind the name of the meter.</param>
/// <param name="Condition">Names what comes and goes, where another code tells its end; null where it just happens.</param>
/// <param name="IsOver">This is the code that tells the end.</param>
public sealed record AmiMeaning(string Category, Severity Severity, string Title, string? Condition = null, bool IsOver = false);

/// <summary>
/// The codes of meters and their head ends. Case does not count, and blanks and underscores are hyphens. A code that is not in the
/// table makes an event of category <c>ami</c>: a new firmware loses nothing.
/// </summary>
public static class AmiCodes
{
    static readonly FrozenDictionary<string, AmiMeaning> Table = Known().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What it comes to.</summary>
    public static AmiMeaning Of(string code) =>
        Table.TryGetValue(Normal(code), out var meaning) ? meaning : new("ami", Severity.Medium, $"code {code}");

    static Dictionary<string, AmiMeaning> Known()
    {
        var table = new Dictionary<string, AmiMeaning>(StringComparer.Ordinal)
        {
            ["tamper"] = new("tamper", Severity.High, "tampered with"),
            ["magnetic-tamper"] = new("tamper", Severity.High, "a magnet was held to it"),
            ["cover-open"] = new("tamper", Severity.High, "its cover was opened"),
            ["meter-removed"] = new("tamper", Severity.High, "it was removed"),
            ["low-battery"] = new("battery", Severity.Low, "its battery is low"),
            ["clock-error"] = new("meter", Severity.Low, "its clock is wrong"),
            ["meter-fault"] = new("meter", Severity.Medium, "it has a fault"),
        };
        foreach (
            var (code, over, meaning) in new (string, string, AmiMeaning)[]
            {
                ("leak", "leak-cleared", new("leak", Severity.High, "leak")),
                ("burst", "burst-cleared", new("leak", Severity.Critical, "burst")),
                ("backflow", "backflow-cleared", new("backflow", Severity.Critical, "water flows back")),
                ("no-read", "read-ok", new("communication", Severity.Medium, "no reading")),
                ("high-flow", "high-flow-cleared", new("flow", Severity.Medium, "more flow than it may have")),
                ("low-pressure", "low-pressure-cleared", new("pressure", Severity.High, "pressure is low")),
                ("high-pressure", "high-pressure-cleared", new("pressure", Severity.High, "pressure is high")),
                ("freeze", "freeze-cleared", new("temperature", Severity.High, "it is about to freeze")),
                ("power-outage", "power-restored", new("power", Severity.High, "no power")),
            }
        )
        {
            table[code] = meaning with { Condition = code };
            table[over] = meaning with { Condition = code, IsOver = true };
        }
        table["reverse-flow"] = table["backflow"];
        table["reverse-flow-cleared"] = table["backflow-cleared"];
        return table;
    }

    /// <summary>The same code is the same text, however it was written.</summary>
    public static string Normal(string code) => code.Trim().ToLowerInvariant().Replace('_', '-').Replace(' ', '-');
}
