using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Browser;

/// <summary>A server with a busy night, for tests that only look.</summary>
public sealed class A_server_at_night : IAsyncLifetime
{
    ServerProcess? _server;

    internal ServerProcess Server => _server!;

    internal A_busy_night Night { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ServerProcess.Start();
        using var api = _server.Admin();
        Night = await A_busy_night.Begin(api);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
