using System.Globalization;
using Watchfloor.Events;
using Watchfloor.Sources;

namespace Watchfloor.Silo;

/// <summary>What was seen in the month before the first start: of ten, six by SCADA, two by meters, two by people.</summary>
static class PastAlarms
{
    const string Scada = "scada";
    const string Ami = "ami";
    const string ByHand = "manual"; // as the console says

    static readonly (string Facility, string Station, string Tag, string Category, string Unit, double Limit, double Value)[] Points =
    [
        (Places.Station, "Riverside", "PT-101", "pressure", "bar", 8, 8.4),
        (Places.Station, "Riverside", "FT-102", "flow", "l/s", 14, 17.2),
        (Places.Hall, "Harbour", "TT-301", "temperature", "°C", 120, 126.5),
        (Places.Works, "Eastgate", "PT-411", "pressure", "bar", 6, 6.3),
        (Places.Works, "Eastgate", "FT-412", "flow", "l/s", 40, 46),
        (Places.Reservoir, "Hilltop", "LT-201", "level", "m", 1.5, 1.3),
        (Places.Booster, "Mill Lane", "PT-501", "pressure", "bar", 2, 1.6),
        (Places.Wells, "North", "LT-601", "level", "m", 22, 21.4),
        (Places.Wells, "North", "TT-602", "temperature", "°C", 60, 63),
    ];
    static readonly string[] Codes = ["leak", "backflow", "tamper", "no-read"];
    static readonly (string Category, string Title, Severity Severity)[] Reports =
    [
        ("access", "Door found open", Severity.Low),
        ("water-quality", "Brown water reported from two streets", Severity.High),
        ("vibration", "Pump louder than usual", Severity.Medium),
        ("flood", "Water in the cable cellar", Severity.Critical),
        ("security", "Fence cut behind the tank", Severity.Medium),
        ("power", "Lights flicker in the switch room", Severity.Low),
    ];

    public static Detection Of(int number, DateTimeOffset at, Chance chance) =>
        (number % 10) switch
        {
            < 6 => OfScada(number, at, chance),
            < 8 => OfMeter(number, at, chance),
            _ => OfPeople(number, at, chance),
        };

    static Detection OfScada(int number, DateTimeOffset at, Chance chance)
    {
        var (facility, station, tag, category, unit, limit, value) = Points[chance.Below(Points.Length, 1)];
        var severity = chance.Below(100, 2) switch
        {
            < 8 => Severity.Critical,
            < 30 => Severity.High,
            < 70 => Severity.Medium,
            _ => Severity.Low,
        };
        return Seen(
            Scada,
            number,
            severity,
            category,
            facility,
            $"{station} {tag}: {Text(value)} {unit}, limit {Text(limit)} {unit}",
            at
        ) with
        {
            ConditionKey = $"{station}/{tag}/{Text(limit)}",
            Attributes =
            [
                new("station", station),
                new("tag", tag),
                new("value", Text(value)),
                new("limit", Text(limit)),
                new("unit", unit),
            ],
        };
    }

    static Detection OfMeter(int number, DateTimeOffset at, Chance chance)
    {
        var code = Codes[chance.Below(Codes.Length, 3)];
        var meaning = AmiCodes.Of(code);
        var meter = $"m-{20_000 + chance.Below(900, 4)}";
        return Seen(Ami, number, meaning.Severity, meaning.Category, Place(chance), $"Meter {meter}: {meaning.Title}", at) with
        {
            ConditionKey = meaning.Condition is { } condition ? $"north/{meter}/{condition}" : null,
            Attributes = [new("headEnd", "north"), new("meter", meter), new("eventCode", code)],
        };
    }

    static Detection OfPeople(int number, DateTimeOffset at, Chance chance)
    {
        var (category, title, severity) = Reports[chance.Below(Reports.Length, 5)];
        return Seen(ByHand, number, severity, category, Place(chance), title, at);
    }

    static Detection Seen(
        string source,
        int number,
        Severity severity,
        string category,
        string facility,
        string title,
        DateTimeOffset at
    ) =>
        new(
            source,
            $"demo/{number}",
            ConditionKey: null,
            severity,
            category,
            facility,
            title,
            Description: null,
            at,
            Places.All.First(place => place.Id == facility).Spec.Location,
            [],
            Historical: true
        );

    static string Place(Chance chance) => Places.All[chance.Below(Places.All.Count, 6)].Id;

    static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
