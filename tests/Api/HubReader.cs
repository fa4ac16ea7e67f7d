using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Watchfloor.Tests.Api.Fakes;

namespace Watchfloor.Tests.Api;

/// <summary>What the live hub says in one frame.</summary>
sealed record HubFrame(string Kind, string Cursor, List<JsonElement> Events)
{
    /// <summary>As whoever asked for it named it.</summary>
    public required string Stream { get; init; }

    public List<string> Ids => [.. Events.Select(view => view.GetProperty("id").GetString()!)];
}

/// <summary>The SignalR JSON protocol by hand: records that end with 0x1E.</summary>
sealed class HubReader(ClientWebSocket socket) : IDisposable
{
    const char End = '\u001e';
    const int Item = 2;
    const int Completion = 3;
    readonly StringBuilder _read = new();

    /// <summary>In how many pieces of the socket the last record came.</summary>
    public int Pieces { get; private set; }

    public static async Task<HubReader> Connect(
        Uri server,
        string? cursor,
        string key = FakeStore.AdminKey,
        HttpMessageInvoker? connection = null
    )
    {
        var hub = await Open(server, key, connection);
        await hub.Ask("1", cursor);
        return hub;
    }

    /// <summary>A connection on which nothing was asked yet.</summary>
    public static async Task<HubReader> Open(Uri server, string key = FakeStore.AdminKey, HttpMessageInvoker? connection = null) =>
        await Begin(new UriBuilder(server) { Scheme = "ws", Path = "/hubs/live" }.Uri, key, connection);

    /// <summary>The same of a client that asks first which ways there are.</summary>
    public static async Task<HubReader> Negotiate(HttpClient client)
    {
        using var answer = await client.PostAsync("/hubs/live/negotiate?negotiateVersion=1", null, Wire.Token);
        var token = JsonDocument
            .Parse(await answer.Content.ReadAsStringAsync(Wire.Token))
            .RootElement.GetProperty("connectionToken")
            .GetString();
        var address = new UriBuilder(client.BaseAddress!)
        {
            Scheme = "ws",
            Path = "/hubs/live",
            Query = $"id={token}",
        }.Uri;
        return await Begin(address, client.DefaultRequestHeaders.Authorization!.Parameter!, null);
    }

    static async Task<HubReader> Begin(Uri address, string key, HttpMessageInvoker? connection)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {key}");
        await socket.ConnectAsync(address, connection, Wire.Token);
        var hub = new HubReader(socket);
        await hub.Say("""{"protocol":"json","version":1}""");
        Assert.Equal("{}", await hub.Record());
        return hub;
    }

    /// <summary>Begins a stream under a name.</summary>
    public Task Ask(string name, string? cursor) =>
        Say(
            $$"""{"type":4,"invocationId":{{JsonSerializer.Serialize(name)}},"target":"Live","arguments":[{{JsonSerializer.Serialize(cursor)}}]}"""
        );

    /// <summary>Gives a stream up.</summary>
    public Task Leave(string name) => Say($$"""{"type":5,"invocationId":"{{name}}"}""");

    public async Task<HubFrame> Next()
    {
        var message = await Message();
        Assert.Equal(Item, Type(message));
        var item = message.GetProperty("item");
        Assert.True(item.GetProperty("at").TryGetDateTimeOffset(out _));
        var events = item.GetProperty("events").EnumerateArray();
        return new(item.GetProperty("kind").GetString()!, item.GetProperty("cursor").GetString()!, [.. events])
        {
            Stream = message.GetProperty("invocationId").GetString()!,
        };
    }

    /// <summary>What a stream begins with: null where it tells something, else why it does not.</summary>
    public async Task<string?> Refusal(string name)
    {
        while (true)
        {
            var message = await Message();
            if (message.GetProperty("invocationId").GetString() != name)
                continue;
            return Type(message) == Completion ? message.GetProperty("error").GetString() : null;
        }
    }

    /// <summary>Whether the server ends the connection before it tells a stream anything.</summary>
    public async Task<bool> EndsWithoutTelling(string name)
    {
        try
        {
            while (true)
            {
                var message = await Message();
                if (Type(message) == Item && message.GetProperty("invocationId").GetString() == name)
                    return false;
            }
        }
        catch (Exception end) when (end is WebSocketException or EndOfStreamException)
        {
            return true;
        }
    }

    public void Dispose() => socket.Dispose();

    static int Type(JsonElement message) => message.GetProperty("type").GetInt32();

    /// <summary>The next one that is about a stream.</summary>
    async Task<JsonElement> Message()
    {
        while (true)
        {
            var message = JsonDocument.Parse(await Record()).RootElement;
            if (Type(message) is Item or Completion)
                return message;
            if (Type(message) == 7)
                throw new EndOfStreamException();
        }
    }

    Task Say(string json) => socket.SendAsync(Encoding.UTF8.GetBytes(json + End), WebSocketMessageType.Text, true, Wire.Token);

    async Task<string> Record()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Wire.Token);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        var buffer = new byte[1024 * 1024];
        Pieces = 0;
        int end;
        while ((end = _read.ToString().IndexOf(End, StringComparison.Ordinal)) < 0)
        {
            var received = await socket.ReceiveAsync(buffer, patience.Token);
            if (received.MessageType == WebSocketMessageType.Close)
                throw new EndOfStreamException();
            Pieces++;
            _read.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
        }
        var record = _read.ToString(0, end);
        _read.Remove(0, end + 1);
        return record;
    }
}
