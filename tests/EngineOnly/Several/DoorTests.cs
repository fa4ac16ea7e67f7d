using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Transport;

namespace Watchfloor.Tests.EngineOnly.Several;

/// <summary>The loop that takes connections.</summary>
public sealed class DoorTests
{
    [Fact]
    public async Task No_error_keeps_the_next_connection_out()
    {
        using var closed = new CancellationTokenSource();
        var faults = new Queue<Exception>([
            new SocketException(24),
            new InvalidOperationException("odd"),
            new ObjectDisposedException("odd"),
        ]);
        var taken = new TaskCompletionSource<Socket>();
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);

        var door = Listener.TakeAll(Accept, taken.SetResult, NullLogger.Instance, closed.Token);

        Assert.Same(socket, await taken.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        await closed.CancelAsync();
        await door;

        async ValueTask<Socket> Accept(CancellationToken cancellation)
        {
            await Task.Yield();
            if (faults.TryDequeue(out var fault))
                throw fault;
            if (taken.Task.IsCompleted)
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            return socket;
        }
    }
}
