using System.Net.Sockets;

namespace Watchfloor.Tests.Api;

public sealed class SlowClientTests(ApiHost host) : IClassFixture<ApiHost>
{
    const int Enough = 1500; // batches: more than the queue and the buffers of a connection hold

    [Fact]
    public async Task Who_does_not_read_is_cut_off_slows_nobody_and_comes_back_to_the_rest()
    {
        using var sleepy = Sleepy();
        using var slow = await SseReader.Open(sleepy, null);
        using var quick = await SseReader.Open(host.Admin, null);
        var told = new List<string>();
        for (var i = 0; i < Enough; i++)
        {
            for (var j = 0; j < 5; j++)
            {
                told.Add(Samples.NextId());
                host.Events.Change(Samples.Event(told[^1]) with { Description = new string('d', 4000) });
            }
            await quick.Next(told[^1]); // so that each round is a batch of its own
        }

        var heard = new List<string>();
        string? last = null;
        while (await slow.NextOrEnd() is var (cursor, view))
        {
            last = cursor;
            heard.Add(view.GetProperty("id").GetString()!);
        }
        Assert.InRange(heard.Count, 1, told.Count - 1);

        using var again = await SseReader.Open(host.Admin, last);
        while (heard.Count < told.Count)
            heard.Add((await again.Next()).Event.GetProperty("id").GetString()!);
        Assert.Equal(told, heard);
    }

    /// <summary>A client whose connection holds little.</summary>
    HttpClient Sleepy()
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellation) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
                await socket.ConnectAsync(context.DnsEndPoint, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        return new(handler)
        {
            BaseAddress = host.Address,
            DefaultRequestHeaders = { Authorization = host.Admin.DefaultRequestHeaders.Authorization },
        };
    }
}
