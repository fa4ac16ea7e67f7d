using System.Text;

namespace Watchfloor.Tests.Processes;

/// <summary>What was confided to the server is never said again: not in an answer, not in its output, not in the database.</summary>
public sealed class Secrets_of_the_house
{
    [Fact]
    public async Task Stand_in_no_answer_in_no_line_of_output_and_in_no_file()
    {
        await using var server = await ServerProcess.Start();
        await using var receiver = await Receiver.Start();
        using var api = server.Admin();
        var key = server.AdminKey();
        var ana = await api.Webhook("Ana", receiver, "/ana");
        var ben = await api.Webhook("Ben", receiver, "/ben");
        receiver.Will("refuse", "/ben");
        await api.Make(
            "escalation-policies",
            new
            {
                name = "Both",
                levels = new[] { new { after = "PT0S", targets = new[] { new { channelId = ana }, new { channelId = ben } } } },
            }
        );
        var id = await api.Ingest(Detections.Own("Boiler 2 too hot", "critical"));
        await receiver.Rings("/ana", id);
        await receiver.Rings("/ben", id);
        await Eventually.Sees(
            "both pages ended",
            () => api.Get($"events/{id}/pages"),
            seen => seen.Items.All(page => page.GetProperty("status").GetString() is "delivered" or "dead" or "retrying")
        );

        foreach (
            var path in new[]
            {
                "channels",
                $"channels/{ana}",
                "channel-kinds",
                "escalation-policies",
                "events",
                $"events/{id}",
                $"events/{id}/timeline",
                $"events/{id}/pages",
                "me",
                "/metrics",
                "/openapi/v1.json",
            }
        )
            await api.Get(path);
        await api.Put(
            $"channels/{ana}",
            new
            {
                name = "Ana",
                kind = "webhook",
                settings = new { url = "no address", secret = Receiver.Secret },
            }
        );
        await api.Post(
            "channels",
            new
            {
                name = "Odd",
                kind = "unknown",
                settings = new { secret = Receiver.Secret },
            }
        );
        await api.Post("session", new { key = key[..^1] });
        Assert.Equal(0, await server.Stop());

        Assert.All(api.Heard, heard => Silent(heard, key));
        Silent(server.Output, key);
        foreach (var file in Directory.EnumerateFiles(server.DataPath, "*", SearchOption.AllDirectories))
            Silent(
                Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)),
                file == server.AdminKeyFile ? "no such text" : key
            );
        Assert.All(receiver.All(), page => Silent(page.Body, key));
    }

    static void Silent(string text, string key)
    {
        Assert.DoesNotContain(Receiver.Secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain(key, text, StringComparison.Ordinal);
    }
}
