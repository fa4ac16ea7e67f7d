using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Microsoft.AspNetCore.DataProtection;
using Watchfloor.Clusters;
using Watchfloor.Health;
using Watchfloor.Notifications;
using Watchfloor.Security;
using Watchfloor.Store;
using Watchfloor.Tests.Api.Fakes;
using Watchfloor.Web;

namespace Watchfloor.Tests.Api;

/// <summary>The real api on a loopback port, over fakes of what stands behind it.</summary>
public sealed class ApiHost : IAsyncLifetime
{
    WebApplication? _app;
    readonly OffsetClock _clock = new();
    readonly Starting _starting = new();
    readonly DirectoryInfo _web = Directory.CreateTempSubdirectory("watchfloor-web");

    internal FakeStore Store { get; } = new();

    internal FakeEvents Events { get; } = new();

    internal FakeAttachments Attachments { get; } = new();

    internal FakeTelemetry Telemetry { get; } = new();

    internal FakePeople People { get; } = new();

    internal FakeSessions Sessions { get; } = new();

    internal FakeAudit Audit { get; } = new();

    internal FakeGrains Grains { get; private set; } = null!;

    internal FakeAnswers Answers { get; init; } = new();

    /// <summary>A store with its feed; without it what is read is in memory.</summary>
    public IStore? Reads { get; init; }

    /// <summary>Those of another process; without them it has keys of its own.</summary>
    public IDataProtectionProvider? Keys { get; init; }

    /// <summary>As in a cluster; without it as where one server is alone.</summary>
    public CallPatience? Patience { get; init; }

    /// <summary>Next to nothing, unless what guessing costs is what is looked at.</summary>
    public PasswordCost Guessing { get; init; } = new(1_000);

    public HttpClient Admin => Client(FakeStore.AdminKey);

    public HttpClient Operator => Client(FakeStore.OperatorKey);

    public HttpClient Ingest => Client(FakeStore.IngestKey);

    public HttpClient Stranger => Client(null);

    public Uri Address => new(App.Urls.First());

    public SignInLinks Links => App.Services.GetRequiredService<SignInLinks>();

    public EndpointDataSource Routes => App.Services.GetRequiredService<EndpointDataSource>();

    public IMeterFactory Meters => App.Services.GetRequiredService<IMeterFactory>();

    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>Time goes on at once.</summary>
    public void Forward(TimeSpan by) => _clock.Ahead += by;

    public string? WaitsFor
    {
        set => _starting.WaitsFor = value;
    }

    WebApplication App => _app ?? throw new InvalidOperationException("not started");

    public async ValueTask InitializeAsync()
    {
        Grains = new(Store, Events);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        if (Keys is { } keys)
            builder.Services.AddSingleton(keys);
        builder.Services.AddSingleton<IKeys>(Store).AddSingleton<ICatalogueLists>(Store).AddSingleton<IStoreHealth>(Store);
        builder
            .Services.AddSingleton(Reads?.Events ?? Events)
            .AddSingleton<IAttachments>(Attachments)
            .AddSingleton(Reads?.Feed ?? Events)
            .AddSingleton<ITombstones>(Events)
            .AddSingleton<IOccurrences>(Events)
            .AddSingleton<IGrainFactory>(Grains);
        builder.Services.AddSingleton<ITelemetryReads>(Telemetry).AddSingleton<IAnswers>(Answers);
        builder.Services.AddSingleton<IPeople>(People).AddSingleton<ISessions>(Sessions).AddSingleton<IAudit>(Audit);
        builder.Services.AddSingleton<IClusterReport>(new FakeCluster());
        builder.Services.AddSingleton(Guessing);
        if (Patience is { } patience)
            builder.Services.AddSingleton(patience);
        builder.Services.AddSingleton<IReadiness>(_starting).AddSingleton<TimeProvider>(_clock);
        builder.Services.AddKeyedSingleton<TimeProvider>(WatchfloorApi.Machinery, _clock);
        builder.Services.AddSingleton<IReadOnlyList<ChannelKind>>([
            Channels.Email.Channel.Kind,
            new("log", "Log", []),
            new("webhook", "Webhook", [new("url", "Address", true, false, "uri"), new("secret", "Secret", true, true, "text")]),
        ]);
        builder.AddWatchfloorApi();
        _app = builder.Build();
        _app.MapWatchfloorApi();
        Directory.CreateDirectory(Path.Combine(_web.FullName, "assets"));
        await File.WriteAllTextAsync(Path.Combine(_web.FullName, "index.html"), "<!doctype html><title>Watchfloor</title>");
        await File.WriteAllTextAsync(Path.Combine(_web.FullName, "assets", "app-1a2b.js"), "export {}");
        _app.MapWatchfloorWeb(_web.FullName);
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        _web.Delete(recursive: true);
    }

    public HttpClient Client(string? key)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>A stranger at another address of this machine.</summary>
    public HttpClient From(string address) =>
        new(
            new SocketsHttpHandler
            {
                UseCookies = false,
                ConnectCallback = async (_, cancellation) =>
                {
                    var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                    socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
                    await socket.ConnectAsync(Address.Host, Address.Port, cancellation);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            }
        )
        {
            BaseAddress = Address,
        };

    sealed class OffsetClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    }

    sealed class Starting : IReadiness
    {
        public string? WaitsFor { get; set; }

        public ValueTask<IReadOnlyList<string>> Reasons(CancellationToken cancellation) => new(WaitsFor is { } reason ? [reason] : []);
    }
}
