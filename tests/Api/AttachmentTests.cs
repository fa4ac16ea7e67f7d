using System.Net;
using System.Net.Http.Headers;
using Watchfloor.Events;

namespace Watchfloor.Tests.Api;

public sealed class AttachmentTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task What_was_attached_is_handed_out_to_be_kept_and_never_to_be_shown()
    {
        var path = $"/api/v1/events/{Have()}/attachments";
        byte[] page = [.. "<script>alert(1)</script>"u8];
        var made = await (await Send(host.Operator, path, "Über sicht.html", "text/html; charset=utf-8", page)).Is(HttpStatusCode.Created);
        var id = made.GetProperty("id").GetString()!;
        host.Attachments.Held[id] = true;

        var asked = Assert.IsType<Attach>(host.Grains.Calls.Last().Command);
        Assert.Equal(("key-operator", new EventAttachment(id, "Über sicht.html", "text/html", page.Length)), (asked.By, asked.File));
        var listed = Assert.Single((await (await host.Admin.Get(path)).Is(HttpStatusCode.OK)).GetProperty("items").EnumerateArray());
        Assert.Equal(("Über sicht.html", "key-operator"), (listed.GetProperty("name").GetString(), listed.GetProperty("by").GetString()));

        using var answer = await host.Admin.Get($"{path}/{id}");
        Assert.Equal(page, await answer.Content.ReadAsByteArrayAsync(Wire.Token));
        Assert.Equal(("attachment", "Über sicht.html"), (Disposition(answer).DispositionType, Disposition(answer).FileNameStar));
        Assert.Equal("default-src 'none'; sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.ToString());
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\temp\\pump.jpg", "pump.jpg")]
    [InlineData("a\u202Egpj.exe", "agpj.exe")]
    [InlineData("a\r\nSet-Cookie: x.txt", "aSet-Cookie_ x.txt")]
    [InlineData("what?.txt", "what_.txt")]
    [InlineData("  .htaccess. ", "htaccess")]
    [InlineData("NUL.txt", "_NUL.txt")]
    [InlineData("Füllstand 🚰.pdf", "Füllstand 🚰.pdf")]
    public async Task A_name_is_one_that_can_be_written_to_a_disk(string given, string kept)
    {
        await (await Send(host.Operator, $"/api/v1/events/{Have()}/attachments", given)).Is(HttpStatusCode.Created);

        Assert.Equal(kept, Assert.IsType<Attach>(host.Grains.Calls.Last().Command).File.Name);
    }

    [Fact]
    public async Task A_long_name_keeps_its_ending()
    {
        await (await Send(host.Operator, $"/api/v1/events/{Have()}/attachments", new string('x', 400) + ".jpeg")).Is(
            HttpStatusCode.Created
        );

        var name = Assert.IsType<Attach>(host.Grains.Calls.Last().Command).File.Name;
        Assert.True(name.Length <= AttachmentLimits.LongestName && name.EndsWith("x.jpeg", StringComparison.Ordinal), name);
    }

    [Fact]
    public async Task What_is_no_file_is_said()
    {
        var path = $"/api/v1/events/{Have()}/attachments";
        await (await Send(host.Operator, path, "")).IsProblem(HttpStatusCode.BadRequest).Names("name");
        await (await Send(host.Operator, path, "../")).IsProblem(HttpStatusCode.UnprocessableEntity).Names("name");
        await (await Send(host.Operator, path, "a.txt", bytes: [])).IsProblem(HttpStatusCode.UnprocessableEntity).Names("body");
        await (await Send(host.Operator, path, "a.txt", "multipart/form-data; boundary=x")).IsProblem(HttpStatusCode.UnsupportedMediaType);
        await (await Send(host.Operator, path, "a.txt", "*/*")).IsProblem(HttpStatusCode.UnsupportedMediaType);
        await (await Send(host.Operator, path, "a.txt", type: null)).IsProblem(HttpStatusCode.UnsupportedMediaType);
        var large = new byte[AttachmentLimits.Largest + 1];
        await (await Send(host.Operator, path, "a.bin", bytes: large)).IsProblem(HttpStatusCode.RequestEntityTooLarge);
        await (await Send(host.Operator, path, "a.bin", bytes: large[1..])).Is(HttpStatusCode.Created);
        await (await Send(host.Operator, "/api/v1/events/gone/attachments", "a.txt")).IsProblem(HttpStatusCode.NotFound);
        await (await host.Admin.Get("/api/v1/events/gone/attachments")).IsProblem(HttpStatusCode.NotFound);
        await (await host.Admin.Get($"{path}/gone")).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_its_event_refuses_leaves_no_bytes_behind()
    {
        await using var own = new ApiHost();
        await own.InitializeAsync();
        var id = Samples.NextId();
        own.Events.Change(Samples.Event(id));
        own.Grains.OnEvent = _ => new(OutcomeKind.Refused, 7, "it has 20 attachments, as many as it can hold; remove one first");

        var path = $"/api/v1/events/{id}/attachments";
        await (await Send(own.Operator, path, "a.txt")).IsProblem(HttpStatusCode.Conflict);

        Assert.Empty(own.Attachments.Stored);
    }

    [Fact]
    public async Task Who_attached_a_file_takes_it_away_or_who_directs()
    {
        var path = $"/api/v1/events/{Have()}/attachments";
        var theirs = (await (await Send(host.Admin, path, "a.txt")).Is(HttpStatusCode.Created)).GetProperty("id").GetString()!;
        var own = (await (await Send(host.Operator, path, "a.txt")).Is(HttpStatusCode.Created)).GetProperty("id").GetString()!;
        host.Attachments.Held[theirs] = host.Attachments.Held[own] = true;

        using var refused = await host.Operator.DeleteAsync($"{path}/{theirs}", Wire.Token);
        await refused.IsProblem(HttpStatusCode.Forbidden);
        foreach (var (client, file) in new[] { (host.Operator, own), (host.Admin, theirs) })
        {
            using var gone = await client.DeleteAsync($"{path}/{file}", Wire.Token);
            Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
            Assert.Equal(file, Assert.IsType<Detach>(host.Grains.Calls.Last().Command).File.Id);
        }
    }

    [Fact]
    public async Task On_a_real_server_a_file_goes_in_once_and_comes_out_and_is_told_of()
    {
        await using var server = await RealServer.Start();
        using var ana = server.Client();
        const string Trouble = """{"source":"scada-1","severity":"low","category":"level","title":"Tank"}""";
        var eventId = (await (await ana.Post(Wire.Ingest, Trouble)).Is(HttpStatusCode.Created)).GetProperty("eventId").GetString();
        var path = $"/api/v1/events/{eventId}/attachments";
        byte[] photo = [.. Enumerable.Range(0, 1_300_000).Select(i => (byte)(i * 31))];
        ana.DefaultRequestHeaders.Add("Idempotency-Key", "wish-1");
        var first = await (await Send(ana, path, "tank.jpg", "image/jpeg", photo)).Is(HttpStatusCode.Created);
        var again = await (await Send(ana, path, "tank.jpg", "image/jpeg", photo)).Is(HttpStatusCode.Created);
        ana.DefaultRequestHeaders.Remove("Idempotency-Key");
        var id = first.GetProperty("id").GetString();
        Assert.Equal(id, again.GetProperty("id").GetString());

        await server.Restart();
        using var ben = server.Client();
        using (var answer = await ben.Get($"{path}/{id}"))
            Assert.Equal(photo, await answer.Content.ReadAsByteArrayAsync(Wire.Token));
        Assert.Single((await (await ben.Get(path)).Is(HttpStatusCode.OK)).GetProperty("items").EnumerateArray());
        var view = await (await ben.Get($"/api/v1/events/{eventId}")).Is(HttpStatusCode.OK);
        Assert.Equal(1, view.GetProperty("attachments").GetInt32());
        using (var gone = await ben.DeleteAsync($"{path}/{id}", Wire.Token))
            Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        await (await ben.Get($"{path}/{id}")).IsProblem(HttpStatusCode.NotFound);

        var told = (await (await ben.Get($"/api/v1/events/{eventId}/timeline")).Is(HttpStatusCode.OK)).GetProperty("items");
        Assert.Equal(["created", "attached", "detached"], told.EnumerateArray().Select(item => item.GetProperty("type").GetString()));
        Assert.Equal("tank.jpg", told[1].GetProperty("detail").GetProperty("name").GetString());
    }

    static ContentDispositionHeaderValue Disposition(HttpResponseMessage answer) => answer.Content.Headers.ContentDisposition!;

    static Task<HttpResponseMessage> Send(HttpClient client, string path, string name, string? type = "text/plain", byte[]? bytes = null)
    {
        var content = new ByteArrayContent(bytes ?? [1, 2, 3]);
        if (type is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        return client.PostAsync($"{path}?name={Uri.EscapeDataString(name)}", content, Wire.Token);
    }

    string Have()
    {
        var id = Samples.NextId();
        host.Events.Change(Samples.Event(id));
        return id;
    }
}
