using System.Diagnostics.Metrics;
using System.Net.Sockets;
using System.Text.Json;

namespace Watchfloor.Tests.Api;

/// <summary>How frames of the live hub get to screens.</summary>
public sealed class ScreenTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task A_frame_is_one_piece_however_large()
    {
        using var screen = await Look(host);
        host.Events.Change(Samples.Event(Samples.NextId()) with { Description = new string('d', 50_000) });
        Assert.Equal("changes", (await screen.Next()).Kind);
        Assert.Equal(1, screen.Pieces);
    }

    [Fact]
    public async Task Who_negotiated_and_who_gave_the_stream_another_name_are_told_the_same()
    {
        using var one = await HubReader.Connect(host.Address, null);
        using var other = await HubReader.Open(host.Address);
        await other.Ask("\"other\"", null);
        using var negotiated = await HubReader.Negotiate(host.Admin);
        await negotiated.Ask("1", null);
        HubReader[] all = [one, other, negotiated];
        foreach (var screen in all)
            Assert.Equal("snapshot", (await screen.Next()).Kind);

        var fresh = Samples.NextId();
        host.Events.Change(Samples.Event(fresh) with { Title = "Kühlwasser \"A\"" });
        var (told, streams) = (new List<string>(), new List<string>());
        foreach (var screen in all)
        {
            var frame = await screen.Next();
            streams.Add(frame.Stream);
            told.Add(frame.Events.Single(view => view.GetProperty("id").GetString() == fresh).GetRawText());
        }
        Assert.Equal(["1", "\"other\"", "1"], streams);
        Assert.Single(told.Distinct());
    }

    [Fact]
    public async Task An_event_that_looks_as_it_was_told_last_is_no_news_for_a_screen_and_a_change_for_a_program()
    {
        await using var own = new ApiHost();
        await own.InitializeAsync();
        using var screen = await HubReader.Connect(own.Address, null);
        using var program = await SseReader.Open(own.Admin, null);
        Assert.Equal("snapshot", (await screen.Next()).Kind);
        var (same, other) = (Samples.Event(Samples.NextId()), Samples.Event(Samples.NextId()));
        foreach (var view in new[] { same, same, other, same with { Title = "Worse" } })
        {
            var cursor = own.Events.Change(view);
            Assert.Equal(cursor, (await program.Next()).Cursor); // so that each is a round of its own
        }

        var told = new List<string>();
        while (told.Count < 3)
        {
            var frame = await screen.Next();
            Assert.True(frame.Kind == "beat" || frame.Events.Count > 0, "an empty frame");
            told.AddRange(frame.Ids);
        }
        Assert.Equal([same.Id, other.Id, same.Id], told);
    }

    [Fact]
    public async Task Who_came_after_the_last_telling_is_told_what_others_have_seen()
    {
        await using var own = new ApiHost();
        await own.InitializeAsync();
        using var early = await Look(own);
        var view = Samples.Event(Samples.NextId());
        own.Events.Change(view);
        Assert.Equal([view.Id], (await early.Next()).Ids);

        using var late = await Look(own);
        own.Events.Change(view);
        Assert.Equal([view.Id], (await late.Next()).Ids);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task What_changes_while_a_screen_comes_back_is_news_for_it(int read)
    {
        await using var own = new ApiHost();
        await own.InitializeAsync();
        using var early = await Look(own);
        var view = Samples.Event(Samples.NextId());
        var cursor = own.Events.Change(view);
        Assert.Equal([view.Id], (await early.Next()).Ids);

        // It changes before one of the reads by which the screen joins, and again after the next but one: by then it is read that it changed.
        var (reads, finds) = (0, int.MinValue);
        own.Events.BeforeRead = () =>
        {
            if (Interlocked.Increment(ref reads) != read)
                return;
            Volatile.Write(ref finds, 0);
            own.Events.Change(view with { Title = "Worse" });
        };
        own.Events.BeforeFind = () =>
        {
            if (Interlocked.Increment(ref finds) == 2)
                own.Events.Change(view with { Title = "Last" });
        };
        using var late = await HubReader.Connect(own.Address, cursor);
        var titles = Titles((await late.Next()).Events, view.Id);
        for (var turn = 0; turn < 6; turn++)
        {
            var other = Samples.Event(Samples.NextId());
            own.Events.Change(other);
            while (!(await early.Next()).Ids.Contains(other.Id))
                continue;
            for (var isOver = false; !isOver; )
            {
                var frame = await late.Next();
                titles.AddRange(Titles(frame.Events, view.Id));
                isOver = frame.Ids.Contains(other.Id);
            }
        }

        Assert.Equal("Last", own.Events.Views[view.Id].Title);
        Assert.Equal("Last", titles[^1]);
    }

    /// <summary>Somebody who has the picture as it is, and hears what changes.</summary>
    static async Task<HubReader> Look(ApiHost at)
    {
        var screen = await HubReader.Connect(at.Address, null);
        Assert.Equal("snapshot", (await screen.Next()).Kind);
        return screen;
    }

    static List<string?> Titles(List<JsonElement> events, string id) =>
        [.. from seen in events where seen.GetProperty("id").GetString() == id select seen.GetProperty("title").GetString()];

    [Fact]
    public async Task Changes_that_do_not_show_are_no_reason_to_be_silent()
    {
        await using var own = new ApiHost();
        await own.InitializeAsync();
        using var screen = await Look(own);
        var view = Samples.Event(Samples.NextId());
        own.Events.Change(view);
        Assert.Equal([view.Id], (await screen.Next()).Ids);
        using var heard = CancellationTokenSource.CreateLinkedTokenSource(Wire.Token);

        var changing = Task.Run(
            async () =>
            {
                using var often = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
                while (await often.WaitForNextTickAsync(heard.Token))
                    own.Events.Change(view);
            },
            Wire.Token
        );
        Assert.Equal("beat", (await screen.Next().WaitAsync(Eventually.Patience, Wire.Token)).Kind);
        await heard.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => changing);
    }

    [Fact]
    public async Task A_server_that_stops_says_goodbye()
    {
        await using var server = await RealServer.Start();
        using var admin = server.Client();
        using var screen = await HubReader.Connect(admin.BaseAddress!, null, server.AdminKey);
        Assert.Equal("snapshot", (await screen.Next()).Kind);
        var again = server.Restart();
        await Assert.ThrowsAsync<EndOfStreamException>(async () =>
        {
            while (true)
                await screen.Next();
        });
        await again.WaitAsync(Eventually.Patience, Wire.Token);
    }

    [Fact]
    public async Task A_screen_that_takes_nothing_is_let_go()
    {
        await using var own = new ApiHost();
        await own.InitializeAsync();
        using var quick = await SseReader.Open(own.Admin, null);
        using var sleepy = await HubReader.Connect(own.Address, null, connection: Narrow());
        Assert.Equal("snapshot", (await sleepy.Next()).Kind);
        using var looks = new Looks(own.Meters);

        await Eventually.Sees(
            "only who reads looks",
            async () =>
            {
                var id = Samples.NextId();
                own.Events.Change(Samples.Event(id) with { Description = new string('d', 200_000) });
                await quick.Next(id);
                return looks.Count;
            },
            count => count == 1
        );
    }

    /// <summary>A connection that holds little.</summary>
    static HttpMessageInvoker Narrow() =>
        new(
            new SocketsHttpHandler
            {
                ConnectCallback = static async (context, cancellation) =>
                {
                    var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
                    await socket.ConnectAsync(context.DnsEndPoint, cancellation);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            }
        );

    /// <summary>How many look, as the meters have it.</summary>
    sealed class Looks : IDisposable
    {
        readonly MeterListener _listener = new();
        long _count;

        public Looks(IMeterFactory meters)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "watchfloor.live.clients" && ReferenceEquals(instrument.Meter.Scope, meters))
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, count, _, _) => _count = count);
            _listener.Start();
        }

        public long Count
        {
            get
            {
                _listener.RecordObservableInstruments();
                return _count;
            }
        }

        public void Dispose() => _listener.Dispose();
    }
}
