using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Watchfloor.Events;
using Watchfloor.Tests.Api.Fakes;

namespace Watchfloor.Tests.Api;

public sealed class HubTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Who_has_no_cursor_gets_a_snapshot_of_what_is_not_closed_then_changes_then_beats()
    {
        var (open, closed) = (Samples.NextId(), Samples.NextId());
        host.Events.Change(Samples.Event(open));
        host.Events.Change(Samples.Event(closed) with { Status = EventStatus.Closed });
        using var hub = await Hub.Connect(host, null);
        var snapshot = await hub.Next();
        Assert.Equal("snapshot", snapshot.Kind);
        Assert.Contains(open, snapshot.Ids);
        Assert.DoesNotContain(closed, snapshot.Ids);

        var fresh = Samples.NextId();
        var cursor = host.Events.Change(Samples.Event(fresh));
        var changes = await hub.Next();
        Assert.Equal(("changes", cursor), (changes.Kind, changes.Cursor));
        Assert.Equal([fresh], changes.Ids);
        var beat = await hub.Next();
        Assert.Equal(("beat", cursor, 0), (beat.Kind, beat.Cursor, beat.Ids.Count));
    }

    [Fact]
    public async Task Who_has_a_cursor_gets_what_changed_since()
    {
        var cursor = host.Events.Change(Samples.Event(Samples.NextId()));
        var missed = Samples.NextId();
        host.Events.Change(Samples.Event(missed));
        using var hub = await Hub.Connect(host, cursor);
        var first = await hub.Next();
        Assert.Equal("changes", first.Kind);
        Assert.Equal([missed], first.Ids);
    }

    [Fact]
    public async Task A_cursor_that_nothing_followed_is_answered_at_once_without_events()
    {
        await using var own = new ApiHost();
        await own.InitializeAsync();
        using var hub = await Hub.Connect(own, own.Events.Change(Samples.Event(Samples.NextId())));
        var first = await hub.Next();
        Assert.Equal(("changes", 0), (first.Kind, first.Ids.Count));
    }

    [Theory]
    [InlineData("rubbish")]
    [InlineData("ZTA6MQ")]
    public async Task A_cursor_of_another_life_gets_a_snapshot(string cursor)
    {
        using var hub = await Hub.Connect(host, cursor);
        Assert.Equal("snapshot", (await hub.Next()).Kind);
    }

    [Fact]
    public async Task Strangers_and_ingest_keys_do_not_get_in()
    {
        await Assert.ThrowsAsync<WebSocketException>(() => Hub.Connect(host, null, "wrong"));
        await Assert.ThrowsAsync<WebSocketException>(() => Hub.Connect(host, null, FakeStore.IngestKey));
    }

    sealed record Frame(string Kind, string Cursor, List<string> Ids);

    /// <summary>The SignalR JSON protocol by hand: records that end with 0x1E.</summary>
    sealed class Hub(ClientWebSocket socket) : IDisposable
    {
        const char End = '\u001e';
        readonly StringBuilder _read = new();

        public static async Task<Hub> Connect(ApiHost host, string? cursor, string key = FakeStore.AdminKey)
        {
            var socket = new ClientWebSocket();
            socket.Options.SetRequestHeader("Authorization", $"Bearer {key}");
            await socket.ConnectAsync(new UriBuilder(host.Address) { Scheme = "ws", Path = "/hubs/live" }.Uri, Wire.Token);
            var hub = new Hub(socket);
            await hub.Say("""{"protocol":"json","version":1}""");
            Assert.Equal("{}", await hub.Record());
            await hub.Say($$"""{"type":4,"invocationId":"1","target":"Live","arguments":[{{JsonSerializer.Serialize(cursor)}}]}""");
            return hub;
        }

        public async Task<Frame> Next()
        {
            while (true)
            {
                var message = JsonDocument.Parse(await Record()).RootElement;
                if (message.GetProperty("type").GetInt32() == 6)
                    continue; // a ping of the protocol
                Assert.Equal(2, message.GetProperty("type").GetInt32());
                var item = message.GetProperty("item");
                Assert.True(item.GetProperty("at").TryGetDateTimeOffset(out _));
                var ids = item.GetProperty("events").EnumerateArray().Select(view => view.GetProperty("id").GetString()!);
                return new(item.GetProperty("kind").GetString()!, item.GetProperty("cursor").GetString()!, [.. ids]);
            }
        }

        public void Dispose() => socket.Dispose();

        Task Say(string json) => socket.SendAsync(Encoding.UTF8.GetBytes(json + End), WebSocketMessageType.Text, true, Wire.Token);

        async Task<string> Record()
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Wire.Token);
            patience.CancelAfter(TimeSpan.FromSeconds(30));
            var buffer = new byte[64 * 1024];
            int end;
            while ((end = _read.ToString().IndexOf(End, StringComparison.Ordinal)) < 0)
            {
                var received = await socket.ReceiveAsync(buffer, patience.Token);
                _read.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
            }
            var record = _read.ToString(0, end);
            _read.Remove(0, end + 1);
            return record;
        }
    }
}
