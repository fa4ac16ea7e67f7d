using Npgsql;
using Watchfloor.Silo;

namespace Watchfloor.Tests.Processes;

/// <summary>Backup, restore, check and rebuild as people type them, with a database that is no file.</summary>
public sealed class The_verbs_with_PostgreSQL
{
    static readonly CancellationToken Now = TestContext.Current.CancellationToken;

    const string AllFollows = "Every document follows from its journal";

    [Fact]
    public async Task A_backup_beside_a_server_comes_back_in_an_empty_database_and_live_views_begin_anew()
    {
        await using var first = await ServerDatabase.Of(ServerDatabase.Postgres);
        await using var second = await ServerDatabase.Of(ServerDatabase.Postgres);
        using var files = new TemporaryDirectory();
        var place = new TemporaryDirectory();
        await using var server = await first.Serve();
        using var api = server.Admin();
        await using var stream = await EventStream.Listen(server);
        var channel = await api.Make("channels", Channel);
        var kept = await api.Ingest(Detections.Own("Before the backup"));
        await stream.Hears(kept);
        var cursor = stream.Heard[^1].Cursor;

        string[] data = ["--data", server.DataPath, .. first.Words];
        Contains("Keep it as you keep keys", await Verb.Says(0, ["backup", .. data, files["b.tar"]]));
        var lost = await api.Ingest(Detections.Own("After the backup"));
        var said = await Task.WhenAll(
            Verb.Says(1, ["backup", .. data, files["b.tar"]]),
            Verb.Says(1, ["restore", .. data, "--force", files["b.tar"]]),
            Verb.Ends(0, ["check", .. data])
        );
        Contains("never overwrites", said[0]);
        Contains("Another Watchfloor server has the database", said[1]);
        Contains(AllFollows, said[2]);

        string[] elsewhere = ["--data", place["data"], .. second.Words];
        Contains("begin anew", await Verb.Says(0, ["restore", .. elsewhere, files["b.tar"]]));
        Contains("is not empty", await Verb.Says(1, ["restore", .. elsewhere, files["b.tar"]]));
        Contains(AllFollows, await Verb.Ends(0, ["check", .. elsewhere]));

        await using var restored = await second.Serve(on: place);
        using var again = restored.Admin();
        Assert.Equal(server.AdminKey(), restored.AdminKey());
        Assert.Equal(200, (await again.Get($"events/{kept}")).Status);
        Assert.Equal(404, (await again.Get($"events/{lost}")).Status);
        Contains("secret", (await again.Get($"channels/{channel}")).Text);
        var resumed = await again.Send(HttpMethod.Get, "events/stream", null, ("Last-Event-ID", cursor));
        Assert.Equal((409, "urn:watchfloor:problem:cursor-lost"), (resumed.Status, resumed["type"]));
        Assert.Equal(200, (await api.Get($"events/{lost}")).Status); // the first goes on as if nothing had been
    }

    [Fact]
    public async Task A_backup_comes_back_in_the_private_database_of_a_cluster()
    {
        await using var database = await ServerDatabase.Of(ServerDatabase.Postgres);
        using var files = new TemporaryDirectory();
        await using var server = await database.Serve();
        using var api = server.Admin();
        var kept = await api.Ingest(Detections.Own("Before the backup"));
        await Verb.Says(0, ["backup", "--data", server.DataPath, .. database.Words, files["b.tar"]]);

        string[] elsewhere = ["--data", files["data"]];
        Contains("begin anew", await Verb.Ends(0, ["restore", .. elsewhere, files["b.tar"]]));
        Contains("is not empty", await Verb.Says(1, ["restore", .. elsewhere, files["b.tar"]]));
        Contains("begin anew", await Verb.Ends(0, ["restore", .. elsewhere, "--force", files["b.tar"]]));
        Assert.Equal(server.AdminKey(), await File.ReadAllTextAsync(Path.Combine(files["data"], "admin.key"), Now));
        using var launcher = new Launcher();
        await using var own = new PrivateDatabase(files["data"], launcher, _ => { });
        await own.Start(Now);
        await using var connection = new NpgsqlConnection(own.Connection + ";Pooling=false");
        await connection.OpenAsync(Now);
        await using var asked = new NpgsqlCommand("SET watchfloor.system = on; SELECT id FROM event", connection);
        Assert.Equal(kept, await asked.ExecuteScalarAsync(Now));
    }

    [Fact]
    public async Task A_document_that_does_not_follow_is_found_beside_a_server_and_written_anew_without_one()
    {
        await using var database = await ServerDatabase.Of(ServerDatabase.Postgres);
        await using var server = await database.Serve();
        using var api = server.Admin();
        var id = await api.Ingest(Detections.Own("What was said"));
        string[] data = ["--data", server.DataPath, .. database.Words];
        await database.Meddle($"UPDATE event SET title = 'What was never said' WHERE id = '{id}'");

        var said = await Task.WhenAll(Verb.Ends(1, ["check", .. data]), Verb.Says(1, ["rebuild", .. data]));
        Contains(id, said[0]);
        Contains("1 documents do not follow", said[0]);
        Assert.DoesNotContain("never said", said[0], StringComparison.Ordinal);
        Contains("Another Watchfloor server has the database", said[1]);

        Assert.Equal(0, await server.Stop());
        Contains("1 of 1 documents that differ were written anew", await Verb.Ends(0, ["rebuild", .. data]));
        Contains(AllFollows, await Verb.Ends(0, ["check", .. data]));
        Assert.Equal("What was said", await database.FirstText(server, $"SELECT title FROM event WHERE id = '{id}'"));
    }

    static object Channel =>
        new
        {
            name = "Duty",
            kind = "webhook",
            settings = new { url = "http://127.0.0.1:9/page", secret = "a secret of ours" },
        };

    static void Contains(string words, string said) => Assert.Contains(words, said, StringComparison.Ordinal);
}
