using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Watchfloor.Catalogue;
using Watchfloor.Events;
using Watchfloor.Plant;

namespace Watchfloor.Tests.Api;

public sealed class IngestTests(ApiHost host) : IClassFixture<ApiHost>
{
    const string Boiler = """{"source":"scada-1","severity":"high","category":"pressure","title":"Boiler 2 is above 8 bar"}""";

    [Fact]
    public async Task A_detection_becomes_an_event_that_can_be_read_right_after()
    {
        using var answer = await host.Ingest.Post(Wire.Ingest, Boiler);
        var made = await answer.Is(HttpStatusCode.Created);
        Assert.Equal("created", made.GetProperty("outcome").GetString());
        var read = await (await host.Admin.Get(answer.Headers.Location!.ToString())).Is(HttpStatusCode.OK);
        Assert.Equal(made.GetProperty("eventId").GetString(), read.GetProperty("id").GetString());
    }

    [Fact]
    public async Task An_answer_says_how_long_it_is_and_leaves_in_one_piece()
    {
        foreach (var (body, status) in new[] { (Boiler, HttpStatusCode.Created), ("{}", HttpStatusCode.BadRequest) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Wire.Ingest)
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
            };
            using var answer = await host.Ingest.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Wire.Token);
            Assert.Equal(status, answer.StatusCode);
            Assert.NotEqual(true, answer.Headers.TransferEncodingChunked);
            Assert.Equal((await answer.Content.ReadAsByteArrayAsync(Wire.Token)).Length, answer.Content.Headers.ContentLength);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    public async Task A_body_that_comes_in_pieces_is_read_whole(int piece)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Wire.Ingest) { Content = new Pieces(Boiler, piece) };
        using var answer = await host.Ingest.SendAsync(request, Wire.Token);
        await answer.Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Everything_a_detection_says_reaches_the_grain_of_its_facility_and_category()
    {
        host.Store.Entries[(Kinds.Facility, "north")] = new Entry<FacilitySpec>("north", 1, new("North", null, null, null, null));
        await host.Ingest.Post(
            Wire.Ingest,
            """
            {"source":"scada-1","externalId":"x-9","conditionKey":"boiler-2/high","severity":"critical","category":"all-of-it","facilityId":"north",
             "title":"Boiler 2","description":"Look","detectedAt":"2026-01-05T07:00:00.1234567+01:00","location":{"lat":48.2,"lon":16.4},
             "attributes":{"zone":"b"},"unknown":[1,{"deep":null}]}
            """
        );
        var call = host.Grains.Calls.Last(call => call.Command is Detection { Category: "all-of-it" });
        var at = new DateTimeOffset(2026, 1, 5, 6, 0, 0, 123, 456, TimeSpan.Zero);
        Assert.Equal(
            new Detection(
                "scada-1",
                "x-9",
                "boiler-2/high",
                Severity.Critical,
                "all-of-it",
                "north",
                "Boiler 2",
                "Look",
                at,
                new GeoPoint(48.2, 16.4),
                [new("zone", "b")]
            ),
            call.Command
        );
        Assert.Equal(("main/north|all-of-it", "key-ingest", TenantId.Default), (call.Grain, call.Actor, call.Tenant));
    }

    [Theory]
    [InlineData(IngestOutcome.Merged, "merged")]
    [InlineData(IngestOutcome.Duplicate, "duplicate")]
    public async Task What_joins_or_is_known_already_is_no_new_thing(IngestOutcome outcome, string word)
    {
        await using var own = new ApiHost();
        await own.InitializeAsync();
        own.Grains.OnDetection = _ => new("e-1", outcome);
        var answer = await (await own.Ingest.Post(Wire.Ingest, Boiler)).Is(HttpStatusCode.OK);
        Assert.Equal(word, answer.GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData("abc", "key-ingest:abc")]
    [InlineData("\"abc\"", "key-ingest:abc")]
    public async Task The_idempotency_key_names_the_request_of_this_caller(string key, string request)
    {
        await Ingest(key);
        Assert.Equal(request, host.Grains.Calls.Last().Request);
    }

    [Fact]
    public async Task A_long_idempotency_key_still_fits_and_stays_itself()
    {
        await Ingest(new('k', 255));
        host.Answers.Kept.Clear(); // lost before they were kept
        await Ingest(new('k', 255));
        var requests = host.Grains.Calls.TakeLast(2).Select(call => call.Request).ToList();
        Assert.Equal(requests[0], requests[1]);
        Assert.InRange(requests[0].Length, 1, 255);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"abc")]
    [InlineData("two words")]
    [InlineData("\"\"")]
    public async Task A_malformed_idempotency_key_is_a_problem(string key) =>
        await (await Ingest(key)).IsProblem(HttpStatusCode.BadRequest);

    [Theory]
    [InlineData("source", "\"line\\n\"")]
    [InlineData("source", "\"  \"")]
    [InlineData("source", "\"\"")]
    [InlineData("category", "\"no spaces\"")]
    [InlineData("category", "\"line\\n\"")]
    [InlineData("title", "\"\"")]
    [InlineData("title", "\"  \"")]
    [InlineData("facilityId", "\"nowhere\"")]
    [InlineData("facilityId", "\"../../etc\"")]
    [InlineData("detectedAt", "\"2999-01-01T00:00:00Z\"")]
    [InlineData("location", """{"lat":91,"lon":0}""")]
    [InlineData("location", """{"lat":0,"lon":1e999}""")]
    [InlineData("externalId", "\"\"")]
    [InlineData("conditionKey", "\"a\\u0000b\"")]
    public async Task What_makes_no_sense_is_named(string field, string value) =>
        await (await host.Ingest.Post(Wire.Ingest, With(field, value))).IsProblem(HttpStatusCode.UnprocessableEntity).Names(field);

    [Theory]
    [InlineData("title", 301)]
    [InlineData("description", 4001)]
    [InlineData("externalId", 256)]
    [InlineData("conditionKey", 256)]
    [InlineData("source", 129)]
    [InlineData("category", 65)]
    public async Task What_is_too_long_is_named_and_one_less_is_fine(string field, int length)
    {
        await (await host.Ingest.Post(Wire.Ingest, With(field, $"\"{new string('a', length)}\"")))
            .IsProblem(HttpStatusCode.UnprocessableEntity)
            .Names(field);
        await (await host.Ingest.Post(Wire.Ingest, With(field, $"\"{new string('a', length - 1)}\""))).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task More_than_32_attributes_or_long_ones_are_refused()
    {
        var many = string.Join(",", Enumerable.Range(0, 33).Select(i => $"\"a{i}\":\"v\""));
        await (await host.Ingest.Post(Wire.Ingest, With("attributes", $"{{{many}}}")))
            .IsProblem(HttpStatusCode.UnprocessableEntity)
            .Names("attributes");
        var wide = $$"""{"zone":"{{new string('v', 513)}}"}""";
        await (await host.Ingest.Post(Wire.Ingest, With("attributes", wide)))
            .IsProblem(HttpStatusCode.UnprocessableEntity)
            .Names("attributes.zone");
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once()
    {
        var problem = await (await host.Ingest.Post(Wire.Ingest, """{"severity":"bad","title":null,"category":7}""")).IsProblem(
            HttpStatusCode.BadRequest
        );
        var named = problem.GetProperty("errors").EnumerateObject().Select(error => error.Name);
        Assert.Equal(["category", "severity", "source", "title"], named.Order());
    }

    static string With(string field, string value)
    {
        var body = JsonNode.Parse(Boiler)!.AsObject();
        body.Remove(field);
        var text = new StringBuilder(body.ToJsonString());
        return text.Insert(1, $"\"{field}\":{value},").ToString();
    }

    Task<HttpResponseMessage> Ingest(string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Wire.Ingest) { Content = Wire.Json(Boiler) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return host.Ingest.SendAsync(request, Wire.Token);
    }

    /// <summary>JSON that is sent a few bytes at a time, and does not say how long it is.</summary>
    sealed class Pieces : HttpContent
    {
        readonly byte[] _bytes;
        readonly int _piece;

        public Pieces(string json, int piece)
        {
            (_bytes, _piece) = (Encoding.UTF8.GetBytes(json), piece);
            Headers.ContentType = new("application/json");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (var sent = 0; sent < _bytes.Length; sent += _piece)
            {
                await stream.WriteAsync(_bytes.AsMemory(sent, Math.Min(_piece, _bytes.Length - sent)));
                await stream.FlushAsync();
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
