using System.Collections.Concurrent;
using System.Net.Http.Headers;

namespace Watchfloor.Tests.Processes;

/// <summary>Rubbish at both doors from a seed, sensible events in between. The long form sends a hundred times as much.</summary>
public sealed class A_storm_of_rubbish
{
    const int Seed = 4_711;
    const int Senders = 4;
    static readonly int Each = (Environment.GetEnvironmentVariable("WATCHFLOOR_LONG") == "1" ? 50_000 : 500) / Senders;

    readonly ConcurrentBag<string> _kept = [];
    readonly ConcurrentBag<string> _outrages = [];
    readonly ConcurrentDictionary<int, int> _answers = [];

    [Fact]
    public async Task Gets_reasons_and_never_a_failure_and_nothing_sensible_beside_it_is_lost()
    {
        await using var server = await ServerProcess.Start();
        using var api = server.Admin();
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Send(server, sender)));
        Assert.Empty(_outrages);
        await Books.Hold(api, _kept, round: 1);
        Assert.Equal(Senders * (Each / 10), _kept.Distinct().Count());
        Assert.True(_answers.GetValueOrDefault(400) > Each, $"hardly anything was refused: {string.Join(", ", _answers)}");
        Report.Line(
            $"rubbish storm: {Senders * Each} bodies (seed {Seed}), answers {string.Join(", ", _answers.OrderBy(it => it.Key).Select(it => $"{it.Value} × {it.Key}"))}; {_kept.Count} sensible events beside it all kept"
        );
    }

    async Task Send(ServerProcess server, int sender)
    {
        using var api = server.Admin();
        var rubbish = new Rubbish(new Random(Seed + sender));
        for (var n = 0; n < Each; n++)
        {
            var atIngest = n % 2 == 0;
            await Throw(api, atIngest ? "events/ingest" : "telemetry", atIngest ? rubbish.Detection() : rubbish.Telemetry());
            if (n % 10 == 9)
                _kept.Add(await api.Ingest(Detections.Own($"Sensible {sender}-{n}")));
        }
    }

    async Task Throw(Caller api, string door, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var answer = await api.Send(HttpMethod.Post, door, content);
        _answers.AddOrUpdate(answer.Status, 1, (_, count) => count + 1);
        if (answer.Status is < 200 or >= 500 || (!answer.Succeeded && !answer.Text.Contains("\"detail\"", StringComparison.Ordinal)))
            _outrages.Add($"{door} {Convert.ToBase64String(body[..Math.Min(body.Length, 600)])} got {answer}");
    }
}
