using Orleans.Clustering;
using Orleans.Runtime;
using Orleans.Transport;
using Watchfloor.Tests.Engine;

namespace Watchfloor.Tests.EngineOnly.Several;

/// <summary>What waits for a view or a connection has its bounds.</summary>
public sealed class WaitingTests
{
    static readonly string Megabyte = new('x', 1 << 20);

    static Request New(int size)
    {
        var method = Orleans.Calls.ProxyEmitter.ShapeOf(typeof(IPlace)).Methods[0];
        var request = method.Blank();
        (request.Method, request.Size) = (method, size);
        return request;
    }

    [Fact]
    public void Calls_are_counted_by_number_and_by_bytes_each_of_them_once()
    {
        var room = new WaitingRoom(mostCalls: 3, mostBytes: 100);
        var (first, second) = (New(60), New(30));

        Assert.True(room.TryEnter(first));
        Assert.True(room.TryEnter(first));
        Assert.True(room.TryEnter(second));
        Assert.False(room.TryEnter(New(11)));
        Assert.True(room.TryEnter(New(10)));
        Assert.False(room.TryEnter(New(0)));
        Assert.Equal((3, 100), (room.Calls, room.Bytes));

        room.Leave(first);
        Assert.Equal((3, 100), (room.Calls, room.Bytes));
        room.Leave(first);
        Assert.Equal((2, 40), (room.Calls, room.Bytes));
        Assert.True(room.TryEnter(first));
    }

    [Fact]
    public void A_call_that_is_tried_while_all_who_wait_are_refused_does_not_wait_for_ever()
    {
        var refused = new List<Request>();
        var room = new WaitingRoom();
        var backlog = new Backlog(new SiloCluster(), room, refused.Add);
        var request = New(10);

        // In the midst of a try it is in nobody's sight.
        backlog.TryAdd(request, long.MaxValue, EndInVain);

        Assert.Same(request, Assert.Single(refused));
        Assert.Equal((0, 0), (backlog.TakeAll().Count, room.Calls));

        bool EndInVain()
        {
            backlog.End();
            Assert.Empty(backlog.TakeAll());
            return false;
        }
    }

    [Fact]
    public async Task Calls_that_wait_for_a_view_take_so_much_memory_and_no_more()
    {
        await using var silos = await SeveralSilos.Start(2, patience: TimeSpan.FromSeconds(60));
        var silo = silos.Cluster.Silos[0];
        using var caller = await Stranger.Connect(silo);
        await caller.Prove(silos.Cluster.Options.ClusterId, caller.Secret);
        var call = Stranger.Call<IPlace>(
            "test-place",
            "k",
            nameof(IPlace.WhereIs),
            view: 1000,
            request => request.GetType().GetField("other")!.SetValue(request, Megabyte)
        );

        for (var number = 1; number <= 64; number++)
            await caller.Send(FrameKind.Request, number, call);

        var (kind, refused, body) = await caller.Receive();
        Assert.Equal((FrameKind.Fault, 64), (kind, refused));
        var fault = Assert.IsType<LimitExceededException>(
            Orleans.Codec.Codecs.Read<Exception>(new(body, silo.ServiceProvider.GetRequiredService<Orleans.Runtime.Silo>().References))
        );
        Assert.Contains("did not run", fault.Message);
        Assert.InRange(Room(silos, 0).Bytes, 60 << 20, Bounds.WaitingBytes);
    }

    [Fact]
    public async Task Calls_that_wait_for_a_connection_take_so_much_memory_and_no_more_and_what_is_cancelled_makes_room()
    {
        await using var silos = await SeveralSilos.Start(2, patience: TimeSpan.FromSeconds(60));
        using var absent = await AbsentSilo.Join(silos);
        var calls = new List<Task>();

        while (Room(silos, 0).Bytes + (1 << 20) < Bounds.WaitingBytes - (1 << 19))
            calls.Add(silos.Inside(0).GetGrain<IPlace>(KeyOf(silos, "test-place", absent)).WhereIs(Megabyte));
        using var end = new CancellationTokenSource();
        var last = silos.Inside(0).GetGrain<IChain>(KeyOf(silos, "test-chain", absent)).Wait(Megabyte[..(1 << 19)], end.Token);

        var fault = await Assert.ThrowsAsync<LimitExceededException>(() =>
            silos.Inside(0).GetGrain<IPlace>(KeyOf(silos, "test-place", absent)).WhereIs(Megabyte)
        );
        Assert.Contains("did not run", fault.Message);
        Assert.DoesNotContain(calls, static call => call.IsCompleted);
        var before = Room(silos, 0).Bytes;
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => last);
        await Eventually.Is("there is room again", () => Room(silos, 0).Bytes < before);
        foreach (var silo in silos.Cluster.Silos.ToArray())
            await silos.Cluster.KillSiloAsync(silo);
        await Assert.ThrowsAnyAsync<OrleansException>(() => calls[0]);
    }

    static WaitingRoom Room(SeveralSilos silos, int silo) => silos.Cluster.Silos[silo].ServiceProvider.GetRequiredService<Network>().Room;

    static string KeyOf(SeveralSilos silos, string type, AbsentSilo absent)
    {
        var view = silos.Cluster.Silos[0].ServiceProvider.GetRequiredService<ICluster>();
        while (true)
        {
            var key = EngineCluster.NewKey();
            if (absent.Address.Equals(view.OwnerOf(GrainId.Create(type, key))))
                return key;
        }
    }
}
