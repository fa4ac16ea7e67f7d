using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Watchfloor.Tests.Api.Sources;
using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Api.Served;

/// <summary>The collection in the documentation is what the server serves, and a server takes what it sends.</summary>
public sealed partial class PostmanTests(SourceHouse house) : IClassFixture<SourceHouse>
{
    static readonly string File = Path.Combine(Repository.Root, "docs", "postman", "watchfloor.postman_collection.json");
    static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>They need what only a person has (a password, a link, a session of one's own), or a page, which comes when it is due.</summary>
    static readonly string[] OfPersons = ["signIn", "changePassword", "resendNotification"];

    [Fact]
    public async Task The_collection_is_made_of_what_is_served()
    {
        var made = PostmanCollection.Of((await ServedDocument.Of(house.Admin)).Calls).ToJsonString(Written) + "\n";
        if (Environment.GetEnvironmentVariable("WATCHFLOOR_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(File)!);
            await System.IO.File.WriteAllTextAsync(File, made, Wire.Token);
        }
        Assert.True(System.IO.File.Exists(File), $"{File} is missing; run this test with WATCHFLOOR_ACCEPT=1");
        Assert.True(
            made == await System.IO.File.ReadAllTextAsync(File, Wire.Token),
            $"{File} is stale; run this test with WATCHFLOOR_ACCEPT=1"
        );
    }

    [Fact]
    public async Task Every_request_of_it_is_taken_by_a_server()
    {
        var collection = JsonNode.Parse(await System.IO.File.ReadAllTextAsync(File, Wire.Token))!;
        var variables = collection["variable"]!.AsArray().ToDictionary(it => it!["key"]!.ToString(), it => it!["value"]!.ToString());
        variables["ingestKey"] = house.IngestKey;
        var items = collection["item"]!.AsArray().SelectMany(folder => folder!["item"]!.AsArray()).Select(item => item!).ToList();
        var refused = new List<string>();
        foreach (var item in items.Where(IsOfAProgram).OrderBy(Turn))
        {
            using var answer = await house.Admin.SendAsync(
                Request(item["request"]!, variables),
                HttpCompletionOption.ResponseHeadersRead,
                Wire.Token
            );
            var isEndless = answer.Content.Headers.ContentType?.MediaType == "text/event-stream";
            var text = isEndless ? "" : await answer.Content.ReadAsStringAsync(Wire.Token);
            if ((int)answer.StatusCode is >= 400 and not 409) // the state of a thing may forbid what its example asks
                refused.Add($"{item["request"]!["description"]}: {(int)answer.StatusCode} {text}");
            else if ((int)answer.StatusCode == 201 && item["event"] is { } script)
                Keep(Kept().Match($"{script[0]!["script"]!["exec"]![0]}"), JsonNode.Parse(text)!, variables);
        }
        Assert.Empty(refused);
    }

    static bool IsOfAProgram(JsonNode item) => !OfPersons.Any(name => Says(item, name));

    static bool Says(JsonNode item, string id) => $"{item["request"]!["description"]}".StartsWith($"{id}:", StringComparison.Ordinal);

    /// <summary>What is named by others is made before them, and taken away at the end.</summary>
    static int Turn(JsonNode item)
    {
        var (method, url) = ($"{item["request"]!["method"]}", item["request"]!["url"]!);
        var names = url["variable"]!.AsArray().Count;
        return method == "DELETE" ? 5
            : method != "POST" || names > 0 ? 4
            : Says(item, "defineFacility") || Says(item, "defineChannel") ? 1
            : Says(item, "ingestEvent") ? 2
            : 3;
    }

    static HttpRequestMessage Request(JsonNode request, Dictionary<string, string> variables)
    {
        var url = request["url"]!;
        var raw = url["variable"]!
            .AsArray()
            .Aggregate($"{url["raw"]}", (path, it) => path.Replace($":{it!["key"]}", $"{it["value"]}", StringComparison.Ordinal));
        var made = new HttpRequestMessage(
            new($"{request["method"]}"),
            Filled(raw, variables).Replace(variables["baseUrl"], "", StringComparison.Ordinal)
        );
        if (request["body"] is { } body)
        {
            made.Content = new StringContent(Filled($"{body["raw"]}", variables));
            made.Content.Headers.ContentType = new($"{request["header"]![0]!["value"]}");
        }
        return made;
    }

    static string Filled(string text, Dictionary<string, string> variables) =>
        variables.Aggregate(
            text,
            (filled, variable) => filled.Replace($"{{{{{variable.Key}}}}}", variable.Value, StringComparison.Ordinal)
        );

    static void Keep(Match script, JsonNode answer, Dictionary<string, string> variables)
    {
        if (script.Success && answer[script.Groups["property"].Value] is { } value)
            variables[script.Groups["name"].Value] = $"{value}";
    }

    [GeneratedRegex("""set\(\W*(?<name>\w+)\W*,\s*pm\.response\.json\(\)\.(?<property>\w+)\)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Kept();
}
