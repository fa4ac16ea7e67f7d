using Watchfloor.Tests.Browser;
using Watchfloor.Tests.Processes;

[assembly: AssemblyFixture(typeof(A_house))]

namespace Watchfloor.Tests.Browser;

/// <summary>
/// One server for all tests of the face that neither stop it nor count on being alone in it; it starts with the first who asks. Each has a
/// room of its own there, behind the wall between tenants.
/// </summary>
public sealed class A_house : IAsyncDisposable
{
    readonly SemaphoreSlim _once = new(1);
    ServerProcess? _server;
    A_busy_night? _night;
    int _rooms;

    /// <summary>A room in which nothing has happened yet.</summary>
    internal async Task<A_room> Room()
    {
        var main = await Main();
        using var api = main.Admin();
        var tenant = $"room-{Interlocked.Increment(ref _rooms)}";
        var opened = await api.Post("tenants", new { id = tenant, name = tenant });
        Assert.True(opened.Status == 201, $"open {tenant}: {opened}");
        return new(main.Address, opened.Json.GetProperty("adminKey").GetProperty("key").GetString()!, tenant);
    }

    /// <summary>The room of who runs the house. Others are in it too.</summary>
    internal async Task<A_room> Main()
    {
        await _once.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return _server ??= await ServerProcess.Start();
        }
        finally
        {
            _once.Release();
        }
    }

    /// <summary>The same with a busy night, for those who only look.</summary>
    internal async Task<(A_room Room, A_busy_night Night)> AtNight()
    {
        var room = await Main();
        await _once.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            using var api = room.Admin();
            return (room, _night ??= await A_busy_night.Begin(api));
        }
        finally
        {
            _once.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _once.Dispose();
    }
}
