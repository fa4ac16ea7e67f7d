using Watchfloor.Tests.Stores.Postgres;

namespace Watchfloor.Tests.Processes;

/// <summary>The connection string holds a password; nothing that the server or a verb says does.</summary>
public sealed class The_password_of_the_database
{
    const string Wrong = "open-barley";

    [Fact]
    public async Task Stands_in_no_answer_no_line_and_no_file_also_when_the_database_is_lost()
    {
        var postgres = await PrivatePostgres.Shared;
        var connection = await postgres.CreateGuarded();
        await using var server = await ServerProcess.Start(more: ["--postgres", connection, "--log", "json"]);
        using var api = server.Admin();
        await api.Ingest(Detections.Own("Before"));
        await postgres.Sql("postgres", $"ALTER DATABASE {PrivatePostgres.Guarded} ALLOW_CONNECTIONS false");
        await postgres.Sql(
            "postgres",
            $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{PrivatePostgres.Guarded}'"
        );
        await Eventually.Sees("unready", () => api.Get("/health/ready"), answer => answer.Status == 503);
        foreach (var path in new[] { "events", "me", "/metrics", "/health/ready", "/health/live" })
            await api.Get(path);
        await api.Post("events/ingest", Detections.Own("Meanwhile"));
        await postgres.Sql("postgres", $"ALTER DATABASE {PrivatePostgres.Guarded} ALLOW_CONNECTIONS true");
        await Eventually.Sees("ready again", () => api.Get("/health/ready"), answer => answer.Status == 200);
        foreach (var path in new[] { "events", "me", "audit", "/metrics", "/openapi/v1.json" })
            await api.Get(path);
        Assert.Equal(0, await server.Stop());

        Assert.NotEmpty(server.Output);
        Silent(server.Output);
        Assert.All(api.Heard, Silent);
        foreach (var file in Directory.EnumerateFiles(server.DataPath, "*", SearchOption.AllDirectories))
            Silent(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task That_is_wrong_is_refused_in_one_sentence_without_it()
    {
        using var directory = new TemporaryDirectory();
        var connection = (await (await PrivatePostgres.Shared).CreateGuarded()).Replace(
            PrivatePostgres.Password,
            Wrong,
            StringComparison.Ordinal
        );
        string[] options = ["--data", directory["data"], "--postgres", connection];
        await using var server = ServerProcess.Launch(
            $"http://127.0.0.1:{FreePorts.Next()}",
            directory["data"],
            demo: false,
            "--postgres",
            connection
        );
        await using var check = Verb.Start(["check", .. options]);
        await using var backup = Verb.Start(["backup", .. options, directory["b.tar"]]);
        foreach (var child in new[] { server, check, backup })
        {
            Assert.Equal(1, await child.Exit());
            var sentence = Assert.Single(child.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.Contains("look at the user and the password", sentence, StringComparison.Ordinal);
            Silent(sentence);
        }
    }

    static void Silent(string text)
    {
        Assert.DoesNotContain(PrivatePostgres.Password, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Wrong, text, StringComparison.Ordinal);
    }
}
