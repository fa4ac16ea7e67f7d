using System.Net;
using System.Text;
using Watchfloor.Catalogue;
using Watchfloor.Plant;

namespace Watchfloor.Tests.Api;

/// <summary>Every operation of the OpenAPI document that takes a body gets every kind of rubbish, and answers with a problem.</summary>
public sealed class RubbishTests(ApiHost host) : IClassFixture<ApiHost>
{
    static readonly (string Name, byte[] Body, string Type, HttpStatusCode Status)[] Rubbish =
    [
        ("no JSON", "{ this is not"u8.ToArray(), "application/json", HttpStatusCode.BadRequest),
        ("cut off", "{\"name\":"u8.ToArray(), "application/json", HttpStatusCode.BadRequest),
        ("two values", "{} {}"u8.ToArray(), "application/json", HttpStatusCode.BadRequest),
        ("null", "null"u8.ToArray(), "application/json", HttpStatusCode.BadRequest),
        ("a list", "[]"u8.ToArray(), "application/json", HttpStatusCode.BadRequest),
        ("text", "\"hello\""u8.ToArray(), "application/json", HttpStatusCode.BadRequest),
        ("a number", "42"u8.ToArray(), "application/json", HttpStatusCode.BadRequest),
        ("a comment", "/* hi */ {}"u8.ToArray(), "application/json", HttpStatusCode.BadRequest),
        ("too deep", Encoding.ASCII.GetBytes(new string('[', 100) + new string(']', 100)), "application/json", HttpStatusCode.BadRequest),
        (
            "bytes that are no UTF-8",
            [(byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)':', (byte)'1', (byte)'}'],
            "application/json",
            HttpStatusCode.BadRequest
        ),
        ("UTF-16", Encoding.Unicode.GetBytes("{}"), "application/json", HttpStatusCode.BadRequest),
        ("UTF-16 that says so", Encoding.Unicode.GetBytes("{}"), "application/json; charset=utf-16", HttpStatusCode.UnsupportedMediaType),
        ("a form", "name=x"u8.ToArray(), "application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType),
        ("plain text", "{}"u8.ToArray(), "text/plain", HttpStatusCode.UnsupportedMediaType),
        ("no type", "{}"u8.ToArray(), "", HttpStatusCode.UnsupportedMediaType),
        ("nonsense as type", "{}"u8.ToArray(), ";;;", HttpStatusCode.UnsupportedMediaType),
    ];

    /// <summary>One answers in its own shapes, the others take any JSON and any file.</summary>
    static readonly string[] Special = ["/v2/enqueue", "/api/v1/events/ingest/webhook/{sourceKey}", "/api/v1/events/{id}/attachments"];

    [Fact]
    public async Task Every_endpoint_that_takes_a_body_answers_rubbish_with_a_problem()
    {
        var told = 0;
        foreach (var (method, path) in await Operations())
        foreach (var (name, body, type, status) in Rubbish)
        {
            if (name == "too deep" && path.EndsWith("/batch", StringComparison.Ordinal))
                continue; // an item of it is, and is refused alone
            using var answer = await Send(method, path, body, type);
            Assert.True(status == answer.StatusCode, $"{method} {path} with {name}: {(int)answer.StatusCode}");
            await answer.IsProblem(status);
            told++;
        }
        Assert.True(told >= 15 * Rubbish.Length, $"only {told}: the document names too few operations");
    }

    [Fact]
    public async Task Every_endpoint_refuses_a_body_beyond_its_limit_after_reading_it()
    {
        foreach (var (method, path) in await Operations())
        {
            var takesMany = ((string[])["/telemetry", "/batch", "/alertmanager"]).Any(end => path.EndsWith(end, StringComparison.Ordinal));
            var limit = takesMany ? 16 << 20 : 1 << 20;
            using var answer = await Send(method, path, new byte[limit + 1], "application/json");
            await answer.IsProblem(HttpStatusCode.RequestEntityTooLarge);
        }
    }

    [Fact]
    public async Task Sixteen_megabytes_are_read_to_their_end_so_that_the_sender_sees_the_answer()
    {
        using var answer = await Send(HttpMethod.Post, Wire.Ingest, new byte[16 << 20], "application/json");
        await answer.IsProblem(HttpStatusCode.RequestEntityTooLarge);
        using var chunked = new HttpRequestMessage(HttpMethod.Post, Wire.Ingest) { Content = new StreamContent(new Unsized(16 << 20)) };
        chunked.Headers.TransferEncodingChunked = true;
        using var second = await host.Admin.SendAsync(chunked, Wire.Token);
        await second.IsProblem(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_compressed_body_is_not_taken()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Wire.Ingest) { Content = Wire.Json("{}") };
        request.Content.Headers.ContentEncoding.Add("gzip");
        await (await host.Admin.SendAsync(request, Wire.Token)).IsProblem(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task A_field_given_twice_or_half_a_letter_is_named()
    {
        const string Rest = "\"source\":\"a\",\"severity\":\"low\",\"category\":\"c\"";
        await (await host.Admin.Post(Wire.Ingest, $"{{\"title\":\"a\",\"title\":\"b\",{Rest}}}"))
            .IsProblem(HttpStatusCode.BadRequest)
            .Names("title");
        await (await host.Admin.Post(Wire.Ingest, $"{{\"title\":\"\\ud800\",{Rest}}}")).IsProblem(HttpStatusCode.BadRequest).Names("title");
        await (await host.Admin.Post(Wire.Ingest, $"{{\"title\":\"a\",\"attributes\":{{\"k\":null}},{Rest}}}"))
            .IsProblem(HttpStatusCode.BadRequest)
            .Names("attributes.k");
        await (await host.Admin.Post(Wire.Ingest, $"{{\"title\":\"a\",\"\\ud800\":1,{Rest}}}")).IsProblem(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_byte_order_mark_does_no_harm()
    {
        var body = "{\"source\":\"a\",\"severity\":\"low\",\"category\":\"c\",\"title\":\"t\"}"u8;
        using var answer = await Send(HttpMethod.Post, Wire.Ingest, [0xEF, 0xBB, 0xBF, .. body], "application/json; charset=UTF-8");
        await answer.Is(HttpStatusCode.Created);
    }

    async Task<List<(HttpMethod Method, string Path)>> Operations()
    {
        host.Store.Entries[(Kinds.Facility, "thing")] = new Entry<FacilitySpec>("thing", 1, new("Thing", null, null, null, null));
        var document = await (await host.Admin.Get("/openapi/v1.json")).Is(HttpStatusCode.OK);
        return
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
            from operation in path.Value.EnumerateObject()
            where operation.Value.TryGetProperty("requestBody", out _) && !Special.Contains(path.Name)
            select (new HttpMethod(operation.Name.ToUpperInvariant()), path.Name.Replace("{id}", "thing")),
        ];
    }

    Task<HttpResponseMessage> Send(HttpMethod method, string path, byte[] body, string type)
    {
        var request = new HttpRequestMessage(method, path) { Content = new ByteArrayContent(body) };
        if (type.Length > 0)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        return host.Admin.SendAsync(request, Wire.Token);
    }

    /// <summary>Zeros whose number nobody knows beforehand.</summary>
    sealed class Unsized(int length) : Stream
    {
        int _left = length;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = Math.Min(count, _left);
            _left -= read;
            return read;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
