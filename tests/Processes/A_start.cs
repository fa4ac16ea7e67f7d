using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;

namespace Watchfloor.Tests.Processes;

/// <summary>What the server promises at its start.</summary>
[SupportedOSPlatform("linux")]
public sealed class A_start
{
    [Fact]
    public async Task Makes_the_admin_key_before_it_is_ready_and_for_its_owner_alone()
    {
        using var directory = new TemporaryDirectory();
        var port = FreePorts.Next();
        await using var server = ServerProcess.Launch($"http://127.0.0.1:{port}", directory["data"], demo: false);
        using var api = new Caller($"http://127.0.0.1:{port}");
        var key = Path.Combine(directory["data"], "admin.key");
        var existed = await Eventually.Sees(
            "ready",
            async () => server.HasExited ? throw server.Ended() : ((await api.Get("/health/ready")).Status == 200, File.Exists(key)),
            seen => seen.Item1
        );
        Assert.True(existed.Item2);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        Assert.Matches("^[!-~]{20,}$", await File.ReadAllTextAsync(key, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Without_a_demo_is_empty_and_listens_where_it_was_told_and_nowhere_else()
    {
        await using var server = await ServerProcess.Start();
        using var api = server.Admin();
        foreach (var list in new[] { "facilities", "channels", "escalation-policies", "rules", "events" })
            Assert.Empty((await api.Get(list)).Items);
        Assert.False(File.Exists(Path.Combine(server.DataPath, "connector.key")));
        Assert.Equal([new IPEndPoint(IPAddress.Loopback, server.Port)], Sockets.ListenedBy(server.ProcessId));
    }

    [Fact]
    public async Task With_the_demo_brings_a_pump_station_a_policy_and_a_key_for_the_connector()
    {
        await using var server = await ServerProcess.Start(demo: true);
        using var api = server.Admin();
        foreach (var list in new[] { "facilities", "channels", "escalation-policies", "rules" })
            Assert.NotEmpty((await api.Get(list)).Items);
        using var connector = new Caller(
            server.Address,
            await File.ReadAllTextAsync(Path.Combine(server.DataPath, "connector.key"), TestContext.Current.CancellationToken)
        );
        Assert.Equal(403, (await connector.Get("events")).Status);
        Assert.Equal(
            200,
            (
                await connector.Post(
                    "telemetry",
                    new
                    {
                        version = 1,
                        source = "c",
                        stream = "s",
                        seq = 1,
                        samples = new[]
                        {
                            new
                            {
                                tag = "a/b",
                                at = DateTimeOffset.UtcNow,
                                value = 1.0,
                                quality = 192,
                            },
                        },
                    }
                )
            ).Status
        );
    }

    [Fact]
    public async Task On_a_busy_port_ends_with_one_sentence()
    {
        using var directory = new TemporaryDirectory();
        using var busy = new TcpListener(IPAddress.Loopback, FreePorts.Next());
        busy.Start();
        var port = ((IPEndPoint)busy.LocalEndpoint).Port;
        await using var server = ServerProcess.Launch($"http://127.0.0.1:{port}", directory["data"], demo: false);
        Assert.NotEqual(0, await server.Exit());
        var sentence = Assert.Single(server.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains($"{port}", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_proxy_that_is_no_address_ends_with_a_sentence()
    {
        using var directory = new TemporaryDirectory();
        var address = $"http://127.0.0.1:{FreePorts.Next()}";
        await using var server = ServerProcess.Launch(address, directory["data"], demo: false, "--trusted-proxy", "the-proxy");
        Assert.NotEqual(0, await server.Exit());
        Assert.Contains("'the-proxy'", server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Believes_the_proxies_that_were_named_and_counts_the_streams_that_were_allowed()
    {
        await using var server = await ServerProcess.Start(
            more: ["--trusted-proxy", "10.0.0.0/8", "--trusted-proxy", "127.0.0.1", "--live-streams", "1"]
        );
        using var nobody = new Caller(server.Address);
        var key = await File.ReadAllTextAsync(server.AdminKeyFile, TestContext.Current.CancellationToken);
        var session = await nobody.Send(HttpMethod.Post, "session", JsonContent.Create(new { key }), ("X-Forwarded-Proto", "https"));
        Assert.Contains("; secure", session.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        var stream = new Uri($"{server.Address}/api/v1/events/stream");
        using var first = await client.GetAsync(stream, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var second = await client.GetAsync(stream, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.TooManyRequests), (first.StatusCode, second.StatusCode));
    }

    [Fact]
    public async Task Of_a_second_server_on_the_same_data_is_refused_and_leaves_the_first_alone()
    {
        await using var first = await ServerProcess.Start();
        await IsRefused(first, first.DataPath, "in use by another server", []);
    }

    [Fact]
    public async Task Of_a_second_server_on_the_same_PostgreSQL_database_is_refused_and_leaves_the_first_alone()
    {
        await using var database = await ServerDatabase.Of(ServerDatabase.Postgres);
        await using var first = await database.Serve();
        using var directory = new TemporaryDirectory();
        await IsRefused(first, directory["data"], $"Another Watchfloor server has the database {database.Name}", database.Words);
        Assert.Equal(0, await first.Stop());
        await first.StartAgain(); // nor does it find the door shut afterwards
    }

    static async Task IsRefused(ServerProcess first, string data, string why, string[] words)
    {
        using var api = first.Admin();
        await using var second = ServerProcess.Launch($"http://127.0.0.1:{FreePorts.Next()}", data, demo: false, words);
        Assert.NotEqual(0, await second.Exit());
        Assert.Contains(why, Assert.Single(second.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal(200, (await api.Get($"events/{await api.Ingest(Detections.Own("Still at work"))}")).Status);
        Assert.Equal(200, (await api.Get("/health/ready")).Status);
    }

    [Fact]
    public async Task Prints_a_sign_in_link_that_works_once()
    {
        await using var server = await ServerProcess.Start();
        var link = await server.SignInLink();
        Assert.Equal(server.Address, link.GetLeftPart(UriPartial.Authority));
        var token = link.Query.Split("token=")[1];
        using var nobody = new Caller(server.Address);
        var session = await nobody.Post("session", new { token });
        Assert.Equal(204, session.Status);
        var cookie = session.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        var me = await nobody.Send(HttpMethod.Get, "me", null, ("Cookie", cookie.Split(';')[0]));
        Assert.Equal("admin", me["role"]);
        Assert.Equal(401, (await nobody.Post("session", new { token })).Status);

        await server.Kill();
        await server.StartAgain();
        Assert.Equal(200, (await nobody.Send(HttpMethod.Get, "me", null, ("Cookie", cookie.Split(';')[0]))).Status);
        Assert.NotEqual(link, await server.SignInLink());
    }
}
