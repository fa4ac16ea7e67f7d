using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Watchfloor.Input;
using Watchfloor.Json;
using Watchfloor.Store;

namespace Watchfloor.Events;

/// <summary>A filter in the words of a URL, wherever it comes from. The first word that makes no sense is told, with what would.</summary>
/// <param name="given">What is given under a name.</param>
/// <param name="me">The id of who asks.</param>
sealed class FilterWords(Func<string, StringValues> given, string me)
{
    const string Me = "me";
    const string None = "none";
    const int MostValues = 50;
    const int LongestValue = 128;
    const int LongestText = 200;
    const int MostWords = 16;

    /// <summary>What can be asked, with a sentence each.</summary>
    public static IReadOnlyList<(string Name, string Sentence)> Known { get; } =
    [
        ("status", "Statuses with commas between them; all without it."),
        ("severity", "Severities with commas between them; all without it."),
        ("source", "Sources with commas between them; all without it."),
        ("category", "Categories with commas between them; all without it."),
        ("facilityId", "Facilities with commas between them; all events without it."),
        ("assignee", "Ids of people or teams with commas between them; me is who asks, none finds what is nobody's."),
        ("aside", $"Ways of being set aside with commas between them ({string.Join(", ", Words.Of(typeof(AsideKind)))}): one of them."),
        ("from", "Detected at this instant or later."),
        ("to", "Detected before this instant."),
        ("q", "Words that all stand in title, description, ids or attributes; a star behind one takes it as the beginning of a word."),
        ("bbox", "minLon,minLat,maxLon,maxLat: events with a location in that part of the map."),
        ("sort", "-detectedAt, detectedAt, -receivedAt or urgency; -detectedAt without it."),
    ];

    /// <summary>The field that cannot be read, and what it must be; null where all can.</summary>
    public (string Field, string Sentence)? Wrong { get; private set; }

    public EventFilter Read()
    {
        var assignees = Values("assignee");
        var filter = new EventFilter(Enums<EventStatus>("status"), Enums<Severity>("severity"), Order())
        {
            Sources = Values("source"),
            Categories = Values("category"),
            Facilities = Values("facilityId"),
            Assignees = [.. assignees.Where(id => id != None).Select(id => id == Me ? me : id).Distinct(StringComparer.Ordinal)],
            Unassigned = assignees.Contains(None),
            Asides = Enums<AsideKind>("aside"),
            From = Instant("from"),
            To = Instant("to"),
            Words = Asked("q"),
            Box = Box("bbox"),
        };
        if (filter is { From: { } from, To: { } to } && from > to)
            Tell("from", "must not be after to");
        return filter;
    }

    EventOrder Order()
    {
        switch (given("sort").ToString())
        {
            case "" or "-detectedAt":
                return EventOrder.LatestDetected;
            case "detectedAt":
                return EventOrder.EarliestDetected;
            case "-receivedAt":
                return EventOrder.Newest;
            case "urgency":
                return EventOrder.Urgency;
            default:
                Tell("sort", "must be one of -detectedAt, detectedAt, -receivedAt, urgency");
                return default;
        }
    }

    List<T> Enums<T>(string field)
        where T : struct, Enum
    {
        var found = new List<T>();
        foreach (var word in Split(field))
        {
            if (!Words.TryRead<T>(word, out var value))
                Tell(field, Words.Expected(typeof(T)));
            else if (!found.Contains(value))
                found.Add(value);
        }
        return found;
    }

    List<string> Values(string field)
    {
        var values = Split(field).Distinct(StringComparer.Ordinal).ToList();
        if (values.Count > MostValues)
            Tell(field, $"must be at most {MostValues}");
        if (values.Exists(value => value.Length > LongestValue || value.Any(char.IsControl)))
            Tell(field, $"must have 1 to {LongestValue} characters each, none of them a control character");
        return values;
    }

    DateTimeOffset? Instant(string field)
    {
        if (given(field).ToString() is not { Length: > 0 } text)
            return null;
        try
        {
            return JsonSerializer.SerializeToElement(text).Deserialize<DateTimeOffset>(WireJson.Options);
        }
        catch (JsonException)
        {
            Tell(field, Words.Expected(typeof(DateTimeOffset)));
            return null;
        }
    }

    IReadOnlyList<SearchWord> Asked(string field)
    {
        var text = given(field).ToString();
        if (text.Length == 0)
            return [];
        var words = text.Length > LongestText ? [] : SearchTerms.Asked(text);
        if (words.Count is 0 or > MostWords)
            Tell(field, $"must be at most {LongestText} characters with 1 to {MostWords} words of letters and digits");
        return words;
    }

    GeoBox? Box(string field)
    {
        if (given(field).ToString() is not { Length: > 0 } text)
            return null;
        var parts = text.Split(',');
        var degrees = new double[4];
        var isFine = parts.Length == 4;
        for (var i = 0; isFine && i < 4; i++)
            isFine = double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out degrees[i]);
        var box = new GeoBox(degrees[0], degrees[1], degrees[2], degrees[3]);
        if (isFine && IsOnEarth(box.MinLon, box.MinLat) && IsOnEarth(box.MaxLon, box.MaxLat) && box.MinLat <= box.MaxLat)
            return box;
        Tell(field, "must be minLon,minLat,maxLon,maxLat in degrees, such as 8.4,49.9,8.8,50.2");
        return null;
    }

    static bool IsOnEarth(double lon, double lat) => new GeoPoint(lat, lon).IsOnEarth();

    string[] Split(string field) =>
        given(field).ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    void Tell(string field, string sentence) => Wrong ??= (field, sentence);
}
