using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Watchfloor.Input;

namespace Watchfloor.OpenApi;

/// <summary>
/// A body for each operation whose schema alone does not tell what one might send. Readers of the document, the Postman collection and
/// the tests that call everything use them: each must be taken by a server that has what it names.
/// </summary>
static class Examples
{
    const string Facility = """
        {"name":"Riverside pump station","scheme":"Riverside","dma":"DMA 12","location":{"lat":48.2289,"lon":16.4089}}
        """;
    const string Channel = """{"name":"Control room","kind":"log","settings":{}}""";
    const string Policy = """
        {"name":"Control room first","match":{"severity":"critical"},
        "levels":[{"after":"PT0S","targets":[{"channelId":"01k0channel"}]},{"after":"PT5M","targets":[{"channelId":"01k0channel"}]}],
        "repeat":{"times":2,"every":"PT10M"}}
        """;
    const string Rule = """
        {"name":"Discharge pressure high","tag":"pump-station/discharge-pressure","operator":">","limit":8,"for":"PT10S",
        "hysteresis":0.2,"severity":"critical","category":"pressure","facilityId":"01k0facility"}
        """;
    const string Filter = """{"name":"Open and bad","query":"status=new&severity=critical,high"}""";
    const string Mapping = """
        {"name":"Burner","title":"{alarm.text}","category":"burner","severity":"{level}","externalId":"{alarm.id}"}
        """;
    const string Alarm = """{"alarm":{"id":"a-17","text":"Flame lost"},"level":"critical"}""";
    const string Correlation = """
        {"name":"Pressure of a station","match":[{"label":"category","operator":"=","value":"pressure"}],"groupBy":["facilityId"],
        "window":"PT1H","threshold":{"count":2,"within":"PT5M"}}
        """;
    const string Window = """
        {"name":"Filters are flushed","reason":"Every Sunday night","match":[{"label":"category","operator":"=~","value":"pressure|flow"}],
        "starts":"2026-01-04T00:00:00Z","ends":"2026-01-04T02:00:00Z",
        "recurrence":{"every":"week","days":["sun"],"zone":"Europe/Vienna"}}
        """;
    const string Inhibition = """
        {"name":"A station without power","source":[{"label":"category","operator":"=","value":"power"}],
        "target":[{"label":"category","operator":"!=","value":"power"}],"equal":["facilityId"]}
        """;
    const string Sla = """
        {"name":"Pressure by day","match":{"category":"pressure"},"times":{"critical":"PT30M","high":"PT2H"},
        "calendar":{"zone":"Europe/Vienna","hours":[{"days":["mon","tue","wed","thu","fri"],"from":"07:00","to":"15:30"}],
        "holidays":["2026-12-25"]},"extendOnMerge":false,"pauseWhileShelved":true}
        """;
    const string Aside = """{"for":"PT8H","reason":"The pump is being overhauled"}""";

    static readonly Dictionary<string, string> ByOperation = new(StringComparer.Ordinal)
    {
        ["ingestEvent"] = """
            {"source":"manual","externalId":"call-4711","severity":"high","category":"flood","facilityId":"01k0facility",
            "title":"Water in the cable cellar","description":"Seen through the hatch","detectedAt":"2026-01-05T06:00:00Z",
            "attributes":{"room":"K2"}}
            """,
        ["ingestScada"] = """
            {"station":"Riverside","facilityId":"01k0facility","tag":"PT-101","value":8.4,"limit":8,"unit":"bar","quality":192,
            "priority":1,"state":"active","timestamp":"2026-01-05T06:00:00Z"}
            """,
        ["ingestAmi"] = """
            {"headEnd":"north","meter":"m-20417","eventCode":"leak","reading":17.5,"facilityId":"01k0facility",
            "timestamp":"2026-01-05T06:00:00Z"}
            """,
        ["ingestBatch"] = """
            [{"source":"logger","externalId":"17","severity":"low","category":"access","title":"Door open"},
            {"source":"logger","externalId":"18","severity":"medium","category":"power","title":"On battery"}]
            """,
        ["ingestAlertmanager"] = """
            {"version":"4","status":"firing","alerts":[{"status":"firing","labels":{"alertname":"PumpDown","severity":"critical"},
            "annotations":{"summary":"Pump 3 is down"},"startsAt":"2026-01-05T06:00:00Z","endsAt":"0001-01-01T00:00:00Z",
            "fingerprint":"b1946ac92492d234"}]}
            """,
        ["enqueueEvent"] = """
            {"routing_key":"0123456789abcdef0123456789abcdef","event_action":"trigger","dedup_key":"boiler-2",
            "payload":{"summary":"Boiler 2 too hot","source":"boiler-2","severity":"critical"}}
            """,
        ["ingestWebhook"] = Alarm,
        ["previewMapping"] = $$"""{"mapping":{{Mapping}},"body":{{Alarm}}}""",
        ["takeTelemetry"] = """
            {"version":1,"source":"edge-1","stream":"2026-01-05","seq":1,
            "samples":[{"tag":"pump-station/discharge-pressure","at":"2026-01-05T06:00:00Z","value":6.1,"quality":192}]}
            """,
        ["resolveEvent"] = """{"force":false,"note":"Valve 4 was stuck"}""",
        ["reopenEvent"] = """{"note":"It came back"}""",
        ["assignEvent"] = """{"to":"ana"}""",
        ["linkEvent"] = """{"kind":"work_order","id":"wo-4711"}""",
        ["unlinkEvent"] = """{"kind":"work_order","id":"wo-4711"}""",
        ["mergeEvent"] = """{"into":"01k0event","note":"The same leak"}""",
        ["splitEvent"] = """{"conditionKeys":["Riverside/PT-101/8"],"note":"Another cause"}""",
        ["commentEvent"] = """{"text":"On my way"}""",
        ["shelveEvent"] = """{"for":"PT1H","reason":"Sensor is being cleaned"}""",
        ["suppressEvent"] = Aside,
        ["takeEventOutOfService"] = Aside,
        ["bulkEvents"] = """{"action":"acknowledge","ids":["01k0event"]}""",
        ["defineFacility"] = Facility,
        ["amendFacility"] = Facility,
        ["defineChannel"] = Channel,
        ["amendChannel"] = Channel,
        ["definePolicy"] = Policy,
        ["amendPolicy"] = Policy,
        ["defineSlaPolicy"] = Sla,
        ["amendSlaPolicy"] = Sla,
        ["defineRule"] = Rule,
        ["amendRule"] = Rule,
        ["defineFilter"] = Filter,
        ["amendFilter"] = Filter,
        ["defineMapping"] = Mapping,
        ["amendMapping"] = Mapping,
        ["defineMaintenanceWindow"] = Window,
        ["amendMaintenanceWindow"] = Window,
        ["defineInhibitionRule"] = Inhibition,
        ["amendInhibitionRule"] = Inhibition,
        ["defineCorrelationRule"] = Correlation,
        ["amendCorrelationRule"] = Correlation,
        ["makeApiKey"] = """{"name":"Wallboard","role":"viewer","expiresIn":"P365D"}""",
        ["rotateApiKey"] = """{"overlap":"PT24H"}""",
        ["makeUser"] = """{"login":"ana","name":"Ana Berger","role":"operator","password":"eleven quiet pumps"}""",
        ["amendUser"] = """{"name":"Ana Berger","role":"supervisor"}""",
        ["setPassword"] = """{"password":"twelve noisy valves"}""",
        ["changePassword"] = """{"current":"eleven quiet pumps","new":"twelve noisy valves"}""",
        ["signIn"] = """{"login":"ana","password":"eleven quiet pumps"}""",
        ["openTenant"] = """{"id":"harbour","name":"Harbour works"}""",
    };

    public static void Show(OpenApiOperation operation)
    {
        if (operation.OperationId is { } id && ByOperation.TryGetValue(id, out var example))
        {
            foreach (var content in operation.RequestBody?.Content?.Values ?? [])
                content.Example = JsonNode.Parse(example);
        }
    }

    /// <summary>The items of a list are taken line by line as well.</summary>
    public static void ShowLines(OpenApiOperation operation)
    {
        var list = operation.RequestBody?.Content?["application/json"];
        operation.RequestBody?.Content?.Add(
            ContentKind.Lines,
            new()
            {
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Each line one item of the list." },
                Example = string.Join('\n', (list?.Example as JsonArray ?? []).Select(item => item!.ToJsonString())),
            }
        );
    }
}
