using System.Net;
using System.Net.Http.Headers;
using Watchfloor.Security;
using Watchfloor.Silo;

namespace Watchfloor.Tests.Api;

/// <summary>The whole server on a directory of its own; it can be stopped and started again on the same data.</summary>
sealed class RealServer : IAsyncDisposable
{
    IReadOnlyList<IPNetwork> _proxies = [];
    readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("watchfloor-api");
    WebApplication? _server;

    WebApplication Server => _server ?? throw new InvalidOperationException("not started");

    public string AdminKey => File.ReadAllText(Path.Combine(_data.FullName, "admin.key")).Trim();

    public string Link => Server.Services.GetRequiredService<SignInLinks>().Issue();

    /// <param name="proxies">Whose word it takes for who calls.</param>
    public static async Task<RealServer> Start(params string[] proxies)
    {
        var server = new RealServer { _proxies = [.. proxies.Select(IPNetwork.Parse)] };
        await server.Run();
        return server;
    }

    public async Task Restart(Action<string>? meanwhile = null)
    {
        await Stop();
        meanwhile?.Invoke(_data.FullName);
        await Run();
    }

    public HttpClient Client(string? cookie = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new(Server.Urls.First()) };
        if (cookie is null)
        {
            var key = File.ReadAllText(Path.Combine(_data.FullName, "admin.key"));
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
        else
        {
            client.DefaultRequestHeaders.Add("Cookie", cookie);
            client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        }
        return client;
    }

    /// <summary>A client with a key, or with none.</summary>
    public HttpClient ClientOf(string? key)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = new(Server.Urls.First()),
        };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _data.Delete(recursive: true);
    }

    async Task Run()
    {
        _server = Composition.Build(new("http://127.0.0.1:0", _data.FullName, Demo: false) { TrustedProxies = _proxies });
        await _server.StartAsync(Wire.Token);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Wire.Token);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        using var probe = new HttpClient { BaseAddress = new(_server.Urls.First()) };
        while (!(await probe.GetAsync("/health/ready", patience.Token)).IsSuccessStatusCode)
            patience.Token.ThrowIfCancellationRequested();
    }

    async Task Stop()
    {
        if (_server is not { } server)
            return;
        _server = null;
        await server.StopAsync(CancellationToken.None);
        await server.DisposeAsync();
    }
}
