using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Watchfloor.Adapters;
using Watchfloor.Json;
using Watchfloor.Kernel;
using Watchfloor.Notifications;

namespace Watchfloor.Channels;

/// <summary>
/// Posts a page as JSON, signed, to an address of somebody's choice. Any 2xx is delivered, 410 is given up, all else may
/// work later. Redirects are not followed and no answer's body is read, so a receiver can neither steer nor flood us.
/// </summary>
[Adapter("webhook")]
public sealed class WebhookChannel : IChannel, IDisposable
{
    readonly ISecrets _secrets;
    readonly TimeProvider _clock;
    readonly HttpClient _http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null, // the span is ours: addresses of receivers often hold a secret
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2), // a changed DNS entry is noticed
            MaxResponseDrainSize = 64 * 1024,
            MaxResponseHeadersLength = 64,
        }
    )
    {
        Timeout = Timeout.InfiniteTimeSpan, // the caller's token ends it
    };

    /// <summary>Takes the clock of the domain: its instant is signed.</summary>
    public WebhookChannel(ISecrets secrets, TimeProvider clock)
    {
        (_secrets, _clock) = (secrets, clock);
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Watchfloor", "1"));
    }

    /// <inheritdoc/>
    public ChannelKind Kind { get; } =
        new(
            "webhook",
            "Webhook",
            [
                new("url", "Address", Required: true, Secret: false, Format: "uri"),
                new("secret", "Signing secret", Required: true, Secret: true, Format: "text"),
            ]
        );

    /// <inheritdoc/>
    public async Task<Delivery> Send(PageMessage page, ChannelSpec channel, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(channel.Setting("url"), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            return Delivery.Refused("its address is no http or https address");
        if (channel.Setting("secret") is not { } secret)
            return Delivery.Refused("it has no signing secret");
        using var span = ClientSpan.Begin(url);
        using var request = Request(url, page, secret);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            span?.Answered(response.StatusCode);
            return Judge(response.StatusCode);
        }
        catch (HttpRequestException e)
        {
            span?.Fail(e.GetType().Name);
            return Delivery.Failed(e.HttpRequestError == HttpRequestError.Unknown ? e.Message : $"{e.HttpRequestError}: {e.Message}");
        }
        catch (OperationCanceledException e)
        {
            span?.Fail(e.GetType().Name);
            return Delivery.Failed("no answer in time");
        }
    }

    HttpRequestMessage Request(Uri url, PageMessage page, string secret)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(page, WireJson.Options);
        var content = new ByteArrayContent(body); // of known length, so Content-Length is sent
        content.Headers.ContentType = new("application/json", "utf-8");
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        request.Headers.Add("Watchfloor-Key", page.Key);
        if (CallerContext.Trace is { } trace)
            request.Headers.Add("traceparent", trace);
        request.Headers.Add("Watchfloor-Signature", WebhookSignature.Of(body, _secrets.Open(secret), _clock.GetUtcNow()));
        return request;
    }

    static Delivery Judge(HttpStatusCode status) =>
        (int)status switch
        {
            >= 200 and < 300 => Delivery.Delivered($"HTTP {(int)status}"),
            410 => Delivery.Refused("HTTP 410: the receiver says that this address is gone for good"),
            >= 300 and < 400 => Delivery.Failed($"HTTP {(int)status}: redirects are not followed"),
            _ => Delivery.Failed($"HTTP {(int)status}"), // a proxy's passing 404 must not cost a page
        };

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
