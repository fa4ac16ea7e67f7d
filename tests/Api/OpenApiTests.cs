using System.Net;
using System.Text.Json;

namespace Watchfloor.Tests.Api;

public sealed class OpenApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    /// <summary>Its key stands in the body, and it answers in its own shapes.</summary>
    const string PagerDuty = "POST /v2/enqueue";

    static readonly HashSet<string> Silent = ["/openapi/v1.json", "/hubs/live", "/hubs/live/negotiate"];

    [Fact]
    public async Task The_document_is_OpenAPI_3_1_and_names_every_route()
    {
        var document = await Document();
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString());
        var told = Operations(document).Select(operation => $"{operation.Method} {operation.Path}");
        var mapped =
            from endpoint in host.Routes.Endpoints.OfType<RouteEndpoint>()
            let path = $"/{endpoint.RoutePattern.RawText!.Trim('/')}"
            where !Silent.Contains(path)
            from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
            select $"{method} {path}";
        Assert.Equal(mapped.Order(), told.Order());
    }

    [Fact]
    public async Task Every_operation_has_a_name_a_sentence_who_may_and_what_it_answers()
    {
        var names = new HashSet<string>();
        foreach (var (method, path, operation) in Operations(await Document()))
        {
            var at = $"{method} {path}";
            Assert.True(names.Add(operation.GetProperty("operationId").GetString()!), at);
            Assert.NotEmpty(operation.GetProperty("summary").GetString()!);
            Assert.True(operation.TryGetProperty("security", out var security), at);
            var isOpen = path.StartsWith("/health", StringComparison.Ordinal) || at is "POST /api/v1/session" or PagerDuty;
            Assert.True(isOpen == (security.GetArrayLength() == 0), at);
            Assert.Contains(operation.GetProperty("responses").EnumerateObject(), response => response.Name.StartsWith('2'));
        }
    }

    [Fact]
    public async Task Every_body_and_every_answer_has_a_schema_and_every_refusal_is_a_problem()
    {
        foreach (var (method, path, operation) in Operations(await Document()))
        {
            var at = $"{method} {path}";
            if (operation.TryGetProperty("requestBody", out var body))
                Assert.True(body.GetProperty("content").EnumerateObject().First().Value.TryGetProperty("schema", out _), at);
            foreach (
                var response in operation
                    .GetProperty("responses")
                    .EnumerateObject()
                    .Where(response => response.Name is not ("204" or "304"))
            )
            {
                var content = response.Value.GetProperty("content").EnumerateObject().First();
                Assert.True(content.Value.TryGetProperty("schema", out _), $"{at} {response.Name}");
                if (response.Name[0] is '4' or '5' && at != PagerDuty)
                    Assert.Equal("application/problem+json", content.Name);
            }
        }
    }

    [Fact]
    public async Task What_takes_words_in_its_address_says_that_an_address_can_be_too_long()
    {
        foreach (var (method, path, operation) in Operations(await Document()))
        {
            var asked = operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray().ToList() : [];
            var inAddress = asked.Exists(parameter => parameter.GetProperty("in").GetString() is "path" or "query");
            Assert.True(inAddress == operation.GetProperty("responses").TryGetProperty("414", out _), $"{method} {path}");
        }
    }

    [Fact]
    public async Task Instants_durations_and_words_are_described_as_they_are_on_the_wire()
    {
        var schemas = (await Document()).GetProperty("components").GetProperty("schemas");
        Assert.Equal(
            "date-time",
            schemas.GetProperty("EventView").GetProperty("properties").GetProperty("receivedAt").GetProperty("format").GetString()
        );
        Assert.Equal(
            "duration",
            schemas.GetProperty("LevelBody").GetProperty("properties").GetProperty("after").GetProperty("format").GetString()
        );
        var words = schemas.GetProperty("Severity").GetProperty("enum").EnumerateArray().Select(word => word.GetString());
        Assert.Equal(["critical", "high", "medium", "low"], words);
        Assert.Contains(
            "title",
            schemas.GetProperty("NewDetection").GetProperty("required").EnumerateArray().Select(name => name.GetString())
        );
    }

    [Fact]
    public async Task A_batch_may_come_as_a_list_or_line_by_line()
    {
        var batch = Operations(await Document()).Single(it => it.Operation.GetProperty("operationId").GetString() == "ingestBatch");
        var content = batch.Operation.GetProperty("requestBody").GetProperty("content");
        Assert.Equal(["application/json", "application/x-ndjson"], content.EnumerateObject().Select(kind => kind.Name));
        var items = content.GetProperty("application/json").GetProperty("example").EnumerateArray().Select(item => $"{item}").ToList();
        var lines = content.GetProperty("application/x-ndjson").GetProperty("example").GetString()!.Split('\n');
        Assert.Equal(items.Count, lines.Length);
        Assert.All(lines, line => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind));
    }

    [Fact]
    public async Task Every_definition_has_an_example()
    {
        var defining = Operations(await Document())
            .Where(it => $"{it.Operation.GetProperty("operationId")}".StartsWith("define", StringComparison.Ordinal))
            .ToList();
        Assert.True(defining.Count >= 9, $"{defining.Count}");
        Assert.All(
            defining,
            it =>
            {
                var content = it.Operation.GetProperty("requestBody").GetProperty("content").GetProperty("application/json");
                Assert.True(content.TryGetProperty("example", out _), it.Path);
            }
        );
    }

    [Fact]
    public async Task Every_reference_leads_somewhere()
    {
        var document = await Document();
        var schemas = document.GetProperty("components").GetProperty("schemas");
        foreach (
            var reference in References(document)
                .Where(reference => reference.StartsWith("#/components/schemas/", StringComparison.Ordinal))
        )
            Assert.True(schemas.TryGetProperty(reference["#/components/schemas/".Length..], out _), reference);
    }

    async Task<JsonElement> Document() => await (await host.Admin.Get("/openapi/v1.json")).Is(HttpStatusCode.OK);

    static IEnumerable<(string Method, string Path, JsonElement Operation)> Operations(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select (operation.Name.ToUpperInvariant(), path.Name, operation.Value);

    static IEnumerable<string> References(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element
                .EnumerateObject()
                .SelectMany(property =>
                    property is { Name: "$ref", Value.ValueKind: JsonValueKind.String }
                        ? [property.Value.GetString()!]
                        : References(property.Value)
                ),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
            _ => [],
        };
}
