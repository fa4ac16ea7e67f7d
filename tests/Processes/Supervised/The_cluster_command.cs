using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Watchfloor.Silo;

namespace Watchfloor.Tests.Processes;

/// <summary>A cluster on this machine as people run it: one command keeps it, and verbs ask of it.</summary>
[Collection(Alone.Name)]
public sealed partial class The_cluster_command
{
    [Fact]
    public async Task Starts_silos_and_apis_loses_one_takes_one_in_and_leaves_nothing_behind()
    {
        using var directory = new TemporaryDirectory();
        var (data, port) = (directory["data"], FreePorts.Next());
        await using var cluster = Start(data, port);
        await cluster.Says("3 silos and 2 apis serve");
        var link = new Uri(await cluster.Says("Sign in: "));
        var key = (await File.ReadAllTextAsync(Path.Combine(data, "admin.key"), TestContext.Current.CancellationToken)).Trim();
        var apis = Apis(await Status(data));
        Assert.Equal($"http://127.0.0.1:{port}", apis[0]);
        Assert.Equal(3, Silos(await Status(data)).Count(line => line.Contains("serving", StringComparison.Ordinal)));

        // A link of the first api signs in at the second, whose cookie the first one takes.
        using var opened = await Open($"{apis[1]}{link.PathAndQuery}");
        var cookie = opened.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        using var first = new Caller(apis[0], key);
        using var stranger = new Caller(apis[0]);
        Assert.Equal("admin", (await stranger.Send(HttpMethod.Get, "me", null, ("Cookie", cookie)))["role"]);
        using var again = await Open($"{apis[0]}{link.PathAndQuery}");
        Assert.False(again.Headers.Contains("Set-Cookie"), "a link signs in once");

        var before = await first.Ingest(Detections.Own("Before"));
        var killed = PidOf(await Status(data), 2);
        Assert.Contains($"process {killed}) was killed. It stays down", await Verb.Says(0, "cluster", "kill", "2", "--data", data));
        using var second = new Caller(apis[1], key);
        var after = await second.Ingest(Detections.Own("After"));
        Assert.Equal(200, (await second.Get($"events/{before}")).Status);
        Assert.Contains("is down already", await Verb.Says(1, "cluster", "kill", "2", "--data", data));
        Assert.Contains("silo 4 was started", await Verb.Says(0, "cluster", "add", "--data", data));
        await Serve(data, "silo 1 ", "silo 3 ", "silo 4 ");
        Assert.Contains("started again", await Verb.Says(0, "cluster", "start", "2", "--data", data));
        Assert.Contains("ended. It stays down", await Verb.Says(0, "cluster", "stop", "3", "--data", data));
        await Serve(data, "silo 1 ", "silo 2 ", "silo 4 ");
        Assert.Contains("There is no silo 9", await Verb.Says(1, "cluster", "kill", "9", "--data", data));
        Assert.Contains("runs in", await Verb.Says(1, "cluster", "up", "--silos", "1", "--data", data));
        Secrets.IsOwnersAlone(Path.Combine(data, "cluster.json"));

        var all = Directory.GetFiles(data).Append(Path.Combine(data, "postgres", "data", "postmaster.pid")).ToList();
        Assert.Equal(0, await cluster.Terminate());
        Assert.DoesNotContain(
            all,
            file => Path.GetFileName(file) is "cluster.json" or "cluster.sock" or "postmaster.pid" && File.Exists(file)
        );
        Assert.Empty(Group.Of(cluster.Id));
        Assert.Contains("No cluster runs", await Verb.Says(1, "cluster", "status", "--data", data));

        await using var next = Start(data, port);
        await next.Says("3 silos and 2 apis serve");
        foreach (var id in new[] { before, after })
            Assert.Equal(200, (await first.Get($"events/{id}")).Status);

        // A power cut of everything at once; what is left of it ends by itself, and the next start finds all that was acknowledged.
        var last = await first.Ingest(Detections.Own("Last"));
        await next.Kill();
        await using var recovered = Start(data, port);
        await recovered.Says("3 silos and 2 apis serve");
        Assert.Equal(200, (await first.Get($"events/{last}")).Status);
        Assert.Equal(0, await recovered.Terminate());
        Assert.Empty(Group.Of(recovered.Id));
    }

    [Fact]
    public async Task Says_in_one_sentence_what_it_cannot_do()
    {
        using var directory = new TemporaryDirectory();
        var data = directory["data"];
        foreach (var verb in new[] { "status", "add" })
            Assert.Contains("No cluster runs in", await Verb.Says(1, "cluster", verb, "--data", data));
        Directory.CreateDirectory(data);
        await File.WriteAllTextAsync(Path.Combine(data, "watchfloor.db"), "", TestContext.Current.CancellationToken);
        Assert.Contains("a server that is alone", await Verb.Says(1, "cluster", "up", "--silos", "2", "--data", data));
        Assert.Contains("--cluster needs --postgres", await Verb.Ends(1, "--cluster", "--data", data), StringComparison.Ordinal);
        Assert.Contains("give --cluster too", await Verb.Ends(1, "--role", "silo", "--data", data), StringComparison.Ordinal);
        string[] odd = ["--cluster", "--postgres", "Host=127.0.0.1", "--silo-address", "here", "--data", data];
        Assert.Contains("not 'here'", await Verb.Ends(1, odd), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cluster.lock", "cannot be used", "cluster", "up", "--silos", "1", "--postgres", "Host=127.0.0.1;Port=1")]
    [InlineData("cluster.sock", "cannot be used", "cluster", "up", "--silos", "1", "--postgres", "Host=127.0.0.1;Port=1")]
    [InlineData("cluster.json", "as the user who started the cluster", "cluster", "status")]
    public async Task Says_in_one_sentence_what_it_may_not_touch(string name, string sentence, params string[] words)
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(Path.Combine(directory["data"], name)); // no user may open this as a file
        Assert.Contains(sentence, await Verb.Says(1, [.. words, "--data", directory["data"]]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_no_other_trouble_for_a_cluster_that_runs()
    {
        using var directory = new TemporaryDirectory();
        PrivateDirectory.Make(directory["data"]);
        var path = Path.Combine(directory["data"], "cluster.lock");
        File.CreateSymbolicLink(path, path);
        string[] words = ["cluster", "up", "--silos", "1", "--postgres", "Host=127.0.0.1;Port=1", "--data", directory["data"]];
        Assert.Contains("cannot be used", await Verb.Says(1, words), StringComparison.Ordinal);
        File.Delete(path);
        await using var held = ClusterUp.Claim(directory["data"]);
        Assert.Contains("runs in", await Verb.Says(1, words), StringComparison.Ordinal);
    }

    /// <summary>In a process group of its own, as a terminal gives it.</summary>
    static Child Start(string data, int port) =>
        Child.Start(
            "setsid",
            [
                "dotnet",
                Repository.Program("silo", "Watchfloor.Silo.dll"),
                "cluster",
                "up",
                "--silos",
                "3",
                "--data",
                data,
                "--urls",
                $"http://127.0.0.1:{port}",
                "--no-demo",
            ],
            directory: null,
            ("DOTNET_gcServer", "0"),
            ("DOTNET_TieredPGO", "0")
        );

    static Task Serve(string data, params string[] silos) =>
        Eventually.Sees(
            $"{string.Join(", ", silos)} serving",
            () => Status(data),
            lines =>
                Silos(lines)
                    .Where(line => line.Contains(" serving ", StringComparison.Ordinal))
                    .Select(line => line[..7])
                    .SequenceEqual(silos)
        );

    static async Task<string[]> Status(string data) => (await Verb.Ends(0, "cluster", "status", "--data", data)).Split('\n');

    static IEnumerable<string> Silos(string[] lines) => lines.Where(line => line.StartsWith("silo ", StringComparison.Ordinal));

    static List<string> Apis(string[] lines) =>
        [.. lines.Where(line => line.StartsWith("api ", StringComparison.Ordinal)).Select(line => Address().Match(line).Value)];

    static string PidOf(string[] lines, int silo) =>
        Pid().Match(lines.Single(line => line.StartsWith($"silo {silo} ", StringComparison.Ordinal))).Groups["pid"].Value;

    static async Task<HttpResponseMessage> Open(string address)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        return await http.GetAsync(new Uri(address), TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("http://[0-9.]+:[0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    [GeneratedRegex("pid (?<pid>[0-9]+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Pid();
}
