using System.Diagnostics;
using System.Net;
using Watchfloor.Kernel;

namespace Watchfloor.Channels;

/// <summary>
/// The span of an HTTP request that a channel makes, by OpenTelemetry's conventions. It names the host and nothing more of the
/// address: paths and queries of receivers are often their only secret.
/// </summary>
static class ClientSpan
{
    public static Activity? Begin(Uri url) =>
        Tracing
            .Begin("POST", ActivityKind.Client)
            ?.SetTag("http.request.method", "POST")
            .SetTag("server.address", url.Host)
            .SetTag("server.port", url.Port)
            .SetTag("url.scheme", url.Scheme);

    public static void Answered(this Activity span, HttpStatusCode status)
    {
        span.SetTag("http.response.status_code", (int)status);
        if ((int)status >= 400)
            span.Fail(((int)status).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
