using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Watchfloor.Health;

/// <summary>
/// Completes the web server's span of a request by OpenTelemetry's conventions: named by method and route, never by the path
/// as it was asked for. Probes and scrapes come every few seconds, and are not recorded.
/// </summary>
sealed class RequestSpan(RequestDelegate next)
{
    const string Source = "Microsoft.AspNetCore";

    public Task Invoke(HttpContext context) =>
        Activity.Current is { IsAllDataRequested: true, Source.Name: Source } span ? Told(span, context) : next(context);

    async Task Told(Activity span, HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/health") || context.Request.Path == "/metrics")
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        try
        {
            await next(context);
        }
        finally
        {
            Complete(span, context);
        }
    }

    static void Complete(Activity span, HttpContext context)
    {
        var status = context.Response.StatusCode;
        span.SetTag("http.response.status_code", status);
        if (status >= 500)
            span.SetTag("error.type", $"{status}").SetStatus(ActivityStatusCode.Error);
        span.DisplayName = span.GetTagItem("http.request.method") is string method and not "_OTHER" ? method : "HTTP";
        if (context.GetEndpoint() is not RouteEndpoint { RoutePattern.RawText: { } route })
            return;
        route = route.StartsWith('/') ? route : $"/{route}";
        span.SetTag("http.route", route);
        span.DisplayName = $"{context.Request.Method} {route}"; // a route answers known methods only
    }
}
