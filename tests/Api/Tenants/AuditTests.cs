using System.Diagnostics;
using System.Net;
using Watchfloor.Store;

namespace Watchfloor.Tests.Api.Tenants;

public sealed class AuditTests : IAsyncLifetime
{
    const string Detection = """{"source":"s","severity":"low","category":"x","title":"T"}""";

    readonly ApiHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Every_change_stands_in_the_audit_before_its_answer_is_there()
    {
        using var traced = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(traced);
        using var made = await _host.Admin.Post("/api/v1/facilities?x=secret", """{"name":"Works"}""");
        var entry = _host.Audit.Entries.Single();
        Assert.Equal(("key-admin", "defineFacility", "/api/v1/facilities", 201), (entry.Actor, entry.Operation, entry.Path, entry.Status));
        Assert.Matches("^[0-9a-f]{32}$", entry.Trace);
        await _host.Admin.Get("/api/v1/facilities");
        Assert.Single(_host.Audit.Entries);
    }

    [Theory]
    [InlineData("/api/v1/facilities", "{}", 400, "defineFacility")]
    [InlineData("/api/v1/events/none/acknowledge", "{}", 404, "acknowledgeEvent")]
    [InlineData("/api/v1/nothing-here", "{}", 404, "unknown")]
    [InlineData("/api/v1/events", "{}", 405, "unknown")]
    public async Task What_was_refused_stands_there_too(string path, string body, int status, string operation)
    {
        Assert.Equal(status, (int)(await _host.Admin.Post(path, body)).StatusCode);
        var entry = _host.Audit.Entries.Single();
        Assert.Equal((operation, status), (entry.Operation, entry.Status));
    }

    [Fact]
    public async Task What_a_role_may_not_do_and_what_broke_stand_there_too()
    {
        await (await _host.Ingest.Post("/api/v1/facilities", "{}")).IsProblem(HttpStatusCode.Forbidden);
        _host.Grains.Faults.Enqueue(new InvalidOperationException("broken"));
        await (await _host.Admin.Post("/api/v1/facilities", """{"name":"W"}""")).IsProblem(HttpStatusCode.InternalServerError);
        Assert.Equal([("key-ingest", 403), ("key-admin", 500)], _host.Audit.Entries.Select(entry => (entry.Actor, entry.Status)));
    }

    [Fact]
    public async Task A_change_that_cannot_be_written_down_is_not_answered_as_done()
    {
        _host.Audit.Failure = new StoreFailedException("the disk is full");
        var problem = await (await _host.Admin.Post("/api/v1/facilities", """{"name":"Works"}""")).IsProblem(
            HttpStatusCode.ServiceUnavailable
        );
        Assert.DoesNotContain("disk", problem.ToString());
    }

    [Fact]
    public async Task Signing_in_and_out_stand_under_whoever_it_is_and_a_failure_under_whoever_was_tried()
    {
        var body = """{"login":"ana","name":"Ana","role":"viewer","password":"four random words here"}""";
        var id = (await (await _host.Admin.Post("/api/v1/users", body)).Is(HttpStatusCode.Created)).GetProperty("id").GetString()!;
        var ana = new Visitor(_host.Stranger);
        await ana.SignIn("ana", "wrong");
        await ana.SignIn("ana", "four random words here");
        await ana.Send(HttpMethod.Delete, "/api/v1/session");
        await Eventually.Sees(
            "signing in and out stand there",
            () =>
                _host.Audit.Entries.Where(entry => entry.Actor == id).Select(entry => $"{entry.Operation} {entry.Status}").Order().ToList(),
            seen => seen.SequenceEqual(["signIn 204", "signIn 401", "signOut 204"])
        );
        using var visit = await _host.Stranger.Get($"/sign-in?token={_host.Links.Issue()}");
        Assert.Equal(("admin", "signIn", 303), Last(_host.Audit.Entries));
        Assert.DoesNotContain(_host.Audit.Entries, entry => entry.Path.Contains("token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Strangers_are_written_down_and_cannot_fill_the_disk()
    {
        for (var i = 0; i < 60; i++)
            await (await _host.Stranger.Post("/api/v1/facilities", "{}")).IsProblem(HttpStatusCode.Unauthorized);
        await Eventually.Is("the strangers stand there", () => _host.Audit.Entries.Count() >= 20);
        Assert.All(_host.Audit.Entries, entry => Assert.Equal(("stranger", 401), (entry.Actor, entry.Status)));
        Assert.Equal(20, _host.Audit.Entries.Count());
    }

    [Fact]
    public async Task Machine_input_is_written_behind_its_answer_and_never_holds_it()
    {
        _host.Audit.Failure = new StoreFailedException("slow");
        await (await _host.Ingest.Post(Wire.Ingest, Detection)).Is(HttpStatusCode.Created);
        _host.Audit.Failure = null;
        await (await _host.Ingest.Post(Wire.Ingest, Detection)).Is(HttpStatusCode.Created);
        await Eventually.Is("it stands there", () => _host.Audit.Entries.Any(entry => entry is { Operation: "ingestEvent", Status: 201 }));
    }

    [Fact]
    public async Task However_many_machines_tell_while_the_store_takes_its_moment_all_are_in_the_next()
    {
        const int Many = 300;
        _host.Audit.IsSlow = true;
        await Tell(1);
        await Eventually.Is("the first is under way", () => _host.Audit.UnderWay == 1);
        await Tell(Many);

        _host.Audit.LetGo();

        await Eventually.Is("all others are under way together", () => _host.Audit.UnderWay == Many);
        _host.Audit.IsSlow = false;
        _host.Audit.LetGo();

        async Task Tell(int times)
        {
            for (var i = 0; i < times; i++)
                await (await _host.Admin.Post(Wire.Ingest, Detection)).Is(HttpStatusCode.Created);
        }
    }

    [Fact]
    public async Task Of_entries_that_are_written_together_those_alone_count_as_lost_that_were()
    {
        var refused = 0;
        _host.Audit.Refuses = entry => entry.Operation == "ingestEvent" && Interlocked.Increment(ref refused) == 2;
        _host.Audit.IsSlow = true;
        await Tell();
        await Eventually.Is("the first is under way", () => _host.Audit.UnderWay == 1);
        for (var more = 0; more < 3; more++)
            await Tell();

        _host.Audit.LetGo();

        await Eventually.Is("the others are under way", () => _host.Audit.UnderWay == 2);
        _host.Audit.IsSlow = false;
        _host.Audit.LetGo();
        await Eventually.Sees("that one is counted", Lost, lost => lost.EndsWith(" 1", StringComparison.Ordinal));

        async Task Tell() => await (await _host.Admin.Post(Wire.Ingest, Detection)).Is(HttpStatusCode.Created);

        async Task<string> Lost()
        {
            var text = await (await _host.Admin.Get("/metrics")).Content.ReadAsStringAsync(Wire.Token);
            return text.Split('\n').FirstOrDefault(line => line.StartsWith("watchfloor_audit_lost_total", StringComparison.Ordinal)) ?? "";
        }
    }

    [Fact]
    public async Task The_audit_is_read_by_actor_operation_and_time_with_the_names_of_today()
    {
        var key = await (await _host.Admin.Post("/api/v1/api-keys", """{"name":"Robot","role":"admin"}""")).Is(HttpStatusCode.Created);
        var (id, secret) = (key.GetProperty("id").GetString()!, key.GetProperty("key").GetString()!);
        await _host.Client(secret).Post("/api/v1/facilities", """{"name":"Works"}""");
        var items = await Items($"?actor={id}");
        Assert.Equal("Robot", items.Single().GetProperty("actorName").GetString());
        Assert.Equal("makeApiKey", (await Items("?operation=makeApiKey")).Single().GetProperty("operation").GetString());
        Assert.Empty(await Items("?to=2020-01-01T00:00:00Z"));
        Assert.Equal(2, (await Items("?from=2020-01-01T00:00:00Z")).Count);
        await (await _host.Admin.Get("/api/v1/audit?from=yesterday")).IsProblem(HttpStatusCode.BadRequest).Names("from");
    }

    async Task<List<System.Text.Json.JsonElement>> Items(string query) =>
        [.. (await (await _host.Admin.Get($"/api/v1/audit{query}")).Is(HttpStatusCode.OK)).GetProperty("items").EnumerateArray()];

    static (string, string, int) Last(IEnumerable<AuditEntry> entries) =>
        entries.Last() is var entry ? (entry.Actor, entry.Operation, entry.Status) : default;
}
