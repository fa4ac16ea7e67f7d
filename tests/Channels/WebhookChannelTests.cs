using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Watchfloor.Channels;
using Watchfloor.Kernel;
using Watchfloor.Notifications;
using Watchfloor.Tests.Contracts;

namespace Watchfloor.Tests.Channels;

public sealed class WebhookChannelTests : ChannelContract, IAsyncLifetime
{
    static readonly DateTimeOffset Now = new(2026, 1, 5, 6, 0, 7, TimeSpan.Zero);

    readonly WebhookChannel _channel = new(new PlainSecrets(), new StandingClock());
    Receiver _receiver = null!;

    protected override IChannel Channel => _channel;

    protected override ChannelSpec Reachable => Spec(_receiver.Url.ToString());

    protected override ChannelSpec Unreachable => Spec($"http://127.0.0.1:{FreePort()}/");

    public async ValueTask InitializeAsync() => _receiver = await Receiver.Start();

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task The_receiver_sees_the_page_as_JSON_of_known_length()
    {
        await Send(Reachable);
        var page = Assert.Single(_receiver.Pages);
        Assert.Equal(Encoding.UTF8.GetByteCount(page.Body), page.ContentLength);
        Assert.Equal("application/json; charset=utf-8", page.Headers["Content-Type"]);
        var body = JsonDocument.Parse(page.Body).RootElement;
        Assert.Equal(
            ("e1", "Druck zu hoch – Kessel 2", "critical", 1, "new", "2026-01-05T06:00:00Z"),
            (
                body.GetProperty("eventId").GetString(),
                body.GetProperty("title").GetString(),
                body.GetProperty("severity").GetString(),
                body.GetProperty("level").GetInt32(),
                body.GetProperty("status").GetString(),
                body.GetProperty("dueAt").GetString()
            )
        );
    }

    [Fact]
    public async Task The_receiver_can_prove_who_sent_it_and_drop_repeats()
    {
        await Send(Reachable);
        var page = Assert.Single(_receiver.Pages);
        var seconds = Now.ToUnixTimeSeconds();
        var signed = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{seconds}.{page.Body}"));
        Assert.Equal($"t={seconds},v1={Convert.ToHexStringLower(signed)}", page.Headers["Watchfloor-Signature"]);
        Assert.Equal("e1.p1.1.1.c1", page.Headers["Watchfloor-Key"]);
    }

    [Theory]
    [InlineData(200, DeliveryResult.Delivered)]
    [InlineData(204, DeliveryResult.Delivered)]
    [InlineData(302, DeliveryResult.Failed)]
    [InlineData(404, DeliveryResult.Failed)]
    [InlineData(408, DeliveryResult.Failed)]
    [InlineData(410, DeliveryResult.Refused)]
    [InlineData(429, DeliveryResult.Failed)]
    [InlineData(500, DeliveryResult.Failed)]
    [InlineData(503, DeliveryResult.Failed)]
    public async Task An_answer_means_what_its_status_says(int status, DeliveryResult result)
    {
        _receiver.Answer = context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        };
        var delivery = await Send(Reachable);
        Assert.Equal(result, delivery.Result);
        Assert.StartsWith($"HTTP {status}", delivery.Detail);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        _receiver.Answer = context =>
        {
            context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        };
        await Send(Reachable);
        Assert.Equal("/", Assert.Single(_receiver.Pages).Path);
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_in_time_may_do_so_later()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        _receiver.Answer = async context =>
        {
            await deadline.CancelAsync(); // its time is over as soon as it has read the page
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        var delivery = await _channel.Send(Page, Reachable, deadline.Token);
        Assert.Equal(Delivery.Failed("no answer in time"), delivery);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("/relative")]
    [InlineData("nonsense")]
    public async Task An_address_that_is_none_is_given_up(string url) =>
        Assert.Equal(DeliveryResult.Refused, (await Send(Spec(url))).Result);

    static ChannelSpec Spec(string url) => new("The pager", "webhook", [new("url", url), new("secret", $"sealed:{Secret}")]);

    static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    sealed class PlainSecrets : ISecrets
    {
        public string Open(string sealedValue) => sealedValue["sealed:".Length..];
    }

    sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
