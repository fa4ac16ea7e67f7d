using Watchfloor.EdgeConnector;
using Watchfloor.Telemetry;

namespace Watchfloor.Tests.EdgeConnector;

/// <summary>The whole connector, on a real clock, against a real server that behaves as servers do.</summary>
public sealed class ConnectorTests : IDisposable
{
    readonly Workbench bench = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Each_reading_arrives_once_and_in_order_with_the_key_and_its_name()
    {
        await using var server = await FakeServer.Start((_, _) => 200);
        await Play(server.Address, samples: 1200);
        var batches = await Take(server, 3);
        Assert.Equal([1L, 2, 3], batches.Select(batch => batch.Seq));
        Assert.Equal(
            Enumerable.Range(0, 1200).Select(i => (double)i),
            batches.SelectMany(batch => batch.Samples).Select(sample => sample.Value)
        );
        Assert.All(batches, batch => Assert.Equal((1, "boiler-house", 24), (batch.Version, batch.Source, batch.Stream!.Length)));
        Assert.All(server.Requests, request => Assert.Equal("Bearer first-key", request.Key));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(408)]
    [InlineData(403)]
    [InlineData(302)]
    public async Task A_server_that_cannot_now_is_asked_again_with_the_same_bytes(int status)
    {
        await using var server = await FakeServer.Start((n, _) => n <= 3 ? status : 200);
        await Play(server.Address);
        await server.Taken();
        Assert.Equal(4, server.Requests.Length);
        Assert.Single(server.Requests.Select(request => request.Body).Distinct());
        Assert.Contains("the server takes telemetry again", bench.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_hangs_is_left_and_asked_again()
    {
        await using var server = await FakeServer.Start(
            async (n, _, context) =>
            {
                if (n == 1)
                    await Hang(context.RequestAborted);
                return 200;
            }
        );
        await Play(server.Address, patience: TimeSpan.FromMilliseconds(300));
        await server.Taken();
        Assert.Single(server.Requests.Select(request => request.Body).Distinct());
        Assert.Contains("no answer within 0.3 s", bench.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_breaks_the_connection_is_asked_again()
    {
        await using var server = await FakeServer.Start(
            (n, _, context) =>
            {
                if (n <= 2)
                    context.Abort();
                return Task.FromResult(200);
            }
        );
        await Play(server.Address);
        Assert.Equal(3, server.Requests.Length);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(413)]
    [InlineData(422)]
    public async Task A_batch_that_is_refused_for_good_is_set_aside_and_holds_up_nothing(int status)
    {
        await using var server = await FakeServer.Start((_, batch) => batch.Seq == 1 ? status : 200);
        await Play(server.Address, samples: 600);
        Assert.Equal(2, (await server.Taken()).Seq);
        Assert.Equal(2, server.Requests.Length);
        var letter = Assert.Single(await File.ReadAllLinesAsync(Path.Combine(bench.SpoolDirectory, "dead-letters.jsonl"), Stop));
        Assert.Contains(server.Requests[0].Body, letter, StringComparison.Ordinal);
        Assert.Contains($"\"status\":{status}", letter, StringComparison.Ordinal);
        Assert.Contains("ERROR", bench.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_of_which_samples_were_left_out_is_kept_for_a_person_and_holds_up_nothing()
    {
        await using var server = await FakeServer.Start((_, _) => 200);
        server.LeavesOut = 2;
        await Play(server.Address, samples: 600);
        Assert.Equal([1, 2], (await Take(server, 2)).Select(batch => batch.Seq));
        Assert.Equal(2, server.Requests.Length);
        var letters = await File.ReadAllLinesAsync(Path.Combine(bench.SpoolDirectory, "dead-letters.jsonl"), Stop);
        Assert.Equal(2, letters.Length);
        Assert.Contains(server.Requests[0].Body, letters[0], StringComparison.Ordinal);
        Assert.Contains("leaves out 2 of", bench.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_key_is_read_again_from_its_file_and_never_said_aloud()
    {
        await using var server = await FakeServer.Start(
            (n, _, context) =>
            {
                if (n == 3)
                    bench.File("connector.key", "second-key");
                return Task.FromResult(context.Request.Headers.Authorization == "Bearer second-key" ? 200 : 401);
            }
        );
        await Play(server.Address);
        await server.Taken();
        Assert.Equal("Bearer second-key", server.Requests[^1].Key);
        Assert.All((string[])["first-key", "second-key"], key => Assert.DoesNotContain(key, bench.Said, StringComparison.Ordinal));
        Assert.Contains("401", bench.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_read_while_the_server_was_away_arrives_after_a_restart_of_the_connector()
    {
        var port = FakeServer.FreePort();
        var away = new Uri($"http://127.0.0.1:{port}");
        using (var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop))
        {
            var driver = new Bench(700);
            var run = Connect(away, driver).Run(stop.Token);
            await driver.AllRead.WaitAsync(TimeSpan.FromSeconds(30), Stop);
            await stop.CancelAsync();
            await run;
        }
        await using var server = await FakeServer.Start((_, _) => 200, port);
        await Play(away, samples: 1);
        var values = (await Take(server, 3)).SelectMany(batch => batch.Samples).Select(sample => sample.Value);
        Assert.Equal([.. Enumerable.Range(0, 700).Select(i => (double)i), 0], values);
        Assert.Contains("batches of earlier runs wait on disk", bench.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Samples_given_up_by_a_full_spool_are_reported_as_a_reading_of_their_own()
    {
        var port = FakeServer.FreePort();
        var away = new Uri($"http://127.0.0.1:{port}");
        var small = new SpoolLimits { Segments = 2, SegmentBytes = 100_000 };
        using (var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop))
        {
            var driver = new Bench(6000);
            var run = Connect(away, driver, limits: small).Run(stop.Token);
            await driver.AllRead.WaitAsync(TimeSpan.FromSeconds(30), Stop);
            await stop.CancelAsync();
            await run;
        }
        await using var server = await FakeServer.Start((_, _) => 200, port);
        await Play(away, samples: 1);
        var samples = server.Requests.Select(request => request.Body).ToArray();
        Assert.Contains(samples, body => body.Contains("\"boiler-house/dropped-samples\"", StringComparison.Ordinal));
        Assert.Contains("lost in all", bench.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_driver_that_breaks_does_not_take_the_others_with_it()
    {
        await using var server = await FakeServer.Start((_, _) => 200);
        await Connect(server.Address, new Bench(3), new Broken()).Run(Stop);
        Assert.Equal(3, (await server.Taken()).Samples.Count);
        Assert.Contains("the cable is cut", bench.Said, StringComparison.Ordinal);
    }

    Task Play(Uri server, int samples = 1, TimeSpan? patience = null) => Connect(server, new Bench(samples), patience: patience).Run(Stop);

    Connector Connect(Uri server, IDriver driver, IDriver? second = null, TimeSpan? patience = null, SpoolLimits? limits = null)
    {
        var settings = new Settings
        {
            Server = server,
            KeyFile = bench.File("connector.key", "first-key"),
            SpoolDirectory = bench.SpoolDirectory,
            Source = "boiler-house",
            Patience = patience ?? TimeSpan.FromSeconds(20),
            FirstBackoff = TimeSpan.FromMilliseconds(5),
            LongestBackoff = TimeSpan.FromMilliseconds(20),
            SpoolLimits = limits ?? new(),
        };
        IDriver[] drivers = second is null ? [driver] : [driver, second];
        return new(settings, drivers, TimeProvider.System, new Random(1), bench.Log);
    }

    static async Task<TelemetryBatch[]> Take(FakeServer server, int batches)
    {
        var taken = new List<TelemetryBatch>();
        while (taken.Count < batches)
            taken.Add(await server.Taken());
        return [.. taken];
    }

    static async Task Hang(CancellationToken until)
    {
        var left = new TaskCompletionSource();
        await using var registration = until.Register(left.SetResult);
        await left.Task;
    }

    /// <summary>Counts from 0, then has no more to say.</summary>
    sealed class Bench(int samples) : IDriver
    {
        readonly TaskCompletionSource allRead = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => "bench";

        public Task AllRead => allRead.Task;

        public async IAsyncEnumerable<Sample> Read([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
        {
            for (var i = 0; i < samples; i++)
                yield return await ValueTask.FromResult(new Sample("bench/count", TimeProvider.System.GetUtcNow(), i, Quality.Good));
            allRead.SetResult();
        }
    }

    sealed class Broken : IDriver
    {
        public string Name => "broken";

        public IAsyncEnumerable<Sample> Read(CancellationToken stop) => throw new IOException("the cable is cut");
    }
}
