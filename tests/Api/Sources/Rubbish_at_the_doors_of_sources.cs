using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Api.Sources;

/// <summary>Rubbish from a seed at each door of a source, sensible bodies in between. The long form sends a hundred times as much.</summary>
public sealed class Rubbish_at_the_doors_of_sources(SourceHouse house) : IClassFixture<SourceHouse>
{
    const int Seed = 20_260;
    static readonly int Each = Environment.GetEnvironmentVariable("WATCHFLOOR_LONG") == "1" ? 20_000 : 200;

    const string Alertmanager = "/api/v1/alertmanager";
    const string Webhook = "/api/v1/events/ingest/webhook/";
    const string Preview = "/api/v1/webhook-mappings/preview";
    const string Mapping =
        """{"name":"M","title":"{alarm.text}","category":"{alarm.group}","externalId":"{alarm.id}","detectedAt":"{at}","severity":"{level}"}""";

    public static TheoryData<string> Doors =>
        [
            "/api/v1/events/ingest/scada",
            "/api/v1/events/ingest/ami",
            "/api/v1/events/ingest/batch",
            Alertmanager,
            "/v2/enqueue",
            Webhook,
            Preview,
        ];

    [Theory, MemberData(nameof(Doors))]
    public async Task Gets_reasons_and_never_a_failure_and_what_is_sensible_beside_it_is_taken(string door)
    {
        var rubbish = new Rubbish(new Random(Seed + door.Length));
        var refused = 0;
        var address = door == Webhook ? door + await Api.Doors.DoorHouse.Made(house.Admin, "/api/v1/webhook-mappings", Mapping) : door;
        for (var n = 0; n < Each; n++)
        {
            var isSensible = n % 10 == 9;
            var body =
                isSensible ? Wrap(door, Bytes(Sensible(door, n)))
                : door == Alertmanager && n % 3 == 0
                    ? rubbish.Spoil(new() { ["version"] = "4", ["alerts"] = new JsonArray(Sensible(door, n)) })
                : Wrap(door, rubbish.Spoil(Sensible(door, n)));
            var (status, text) = await Send(address, body);
            var told = $"{door} {Encoding.UTF8.GetString(body[..Math.Min(body.Length, 600)])} got {status} {text}";
            Assert.True(status is >= 200 and < 500, told);
            Assert.True(!isSensible || status < 300, told);
            Assert.True(status < 300 || text.Contains(door == "/v2/enqueue" ? "\"errors\"" : "\"detail\"", StringComparison.Ordinal), told);
            refused += status >= 300 || text.Contains("\"problem\"", StringComparison.Ordinal) ? 1 : 0;
        }
        Assert.True(refused > Each / 8, $"hardly anything was refused: {refused}");
    }

    async Task<(int Status, string Text)> Send(string door, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await (door == Preview ? house.Admin : house.Ingest).PostAsync(door, content, Wire.Token);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Wire.Token));
    }

    /// <summary>What is rubbish within is sensible around.</summary>
    static byte[] Wrap(string door, byte[] spoiled) =>
        door switch
        {
            "/api/v1/events/ingest/batch" => [.. "["u8, .. spoiled, .. "]"u8],
            Alertmanager => [.. "{\"alerts\":["u8, .. spoiled, .. "]}"u8],
            _ => spoiled,
        };

    JsonObject Sensible(string door, int n) =>
        door switch
        {
            "/api/v1/events/ingest/scada" => new()
            {
                ["station"] = "north",
                ["tag"] = $"PT-{n}",
                ["value"] = 8.4,
                ["limit"] = 8,
                ["unit"] = "bar",
                ["quality"] = 192,
                ["priority"] = 2,
                ["state"] = n % 3 == 0 ? "cleared" : "active",
                ["timestamp"] = "2026-01-05T06:00:00Z",
            },
            "/api/v1/events/ingest/ami" => new()
            {
                ["headEnd"] = "head-1",
                ["meter"] = $"m-{n}",
                ["eventCode"] = "leak",
                ["reading"] = 17.5,
                ["timestamp"] = "2026-01-05T06:00:00Z",
            },
            "/api/v1/events/ingest/batch" => new()
            {
                ["source"] = "storm",
                ["externalId"] = $"storm-{n}",
                ["severity"] = "high",
                ["category"] = "storm",
                ["title"] = "Rubbish",
                ["attributes"] = new JsonObject { ["a"] = "b" },
            },
            Webhook => Alarm(n),
            Preview => new() { ["mapping"] = JsonNode.Parse(Mapping), ["body"] = Alarm(n) },
            Alertmanager => new()
            {
                ["status"] = n % 3 == 0 ? "resolved" : "firing",
                ["labels"] = new JsonObject { ["alertname"] = "Rubbish" },
                ["annotations"] = new JsonObject { ["summary"] = "Rubbish" },
                ["startsAt"] = "2026-01-05T06:00:00Z",
                ["endsAt"] = "0001-01-01T00:00:00Z",
                ["fingerprint"] = $"f-{n}",
            },
            _ => new()
            {
                ["routing_key"] = house.IngestKey,
                ["event_action"] = n % 3 == 0 ? "resolve" : "trigger",
                ["dedup_key"] = $"alert-{n % 7}",
                ["payload"] = new JsonObject
                {
                    ["summary"] = "Rubbish",
                    ["source"] = "storm",
                    ["severity"] = "info",
                    ["timestamp"] = "2026-01-05T06:00:00Z",
                    ["custom_details"] = new JsonObject { ["a"] = new JsonArray(1, null) },
                },
            },
        };

    static JsonObject Alarm(int n) =>
        new()
        {
            ["alarm"] = new JsonObject
            {
                ["id"] = $"a-{n}",
                ["text"] = "Rubbish",
                ["group"] = "storm",
            },
            ["level"] = "rot",
            ["at"] = 1_767_592_800,
        };

    static byte[] Bytes(JsonObject body) => Encoding.UTF8.GetBytes(body.ToJsonString());
}
