using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Watchfloor.Security;

namespace Watchfloor.Web;

/// <summary>
/// Serves the page and its files, open to all. Files under <c>assets/</c> carry their hash in their names and are kept for
/// ever; the page itself is asked for each time. Addresses of the page's own (no file, not the api) get the page.
/// </summary>
public static class WebFiles
{
    const string Page = "index.html";

    /// <summary>After <see cref="WatchfloorApi.MapWatchfloorApi"/>. A directory that is not there serves nothing.</summary>
    public static void MapWatchfloorWeb(this IApplicationBuilder app, string webRoot)
    {
        if (!Directory.Exists(webRoot))
            return;
        var files = new PhysicalFileProvider(Path.GetFullPath(webRoot));
        app.Use((context, next) => Route(context, next, files));
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = SetAge });
    }

    // the page answers for all of its addresses
    static Task Route(HttpContext context, RequestDelegate next, PhysicalFileProvider files)
    {
        var request = context.Request;
        if (context.GetEndpoint() is null && IsAddressOfPage(request) && !files.GetFileInfo(request.Path).Exists)
            request.Path = $"/{Page}";
        return next(context);
    }

    static bool IsAddressOfPage(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && !UnknownRoutes.IsGuarded(request.Path)
        && !request.Path.StartsWithSegments("/health")
        && !Path.HasExtension(request.Path)
        && (request.Headers.Accept.Count == 0 || TakesHtml(request.Headers.Accept.ToString()));

    static bool TakesHtml(string accept) =>
        accept.Contains("text/html", StringComparison.OrdinalIgnoreCase) || accept.Contains("*/*", StringComparison.Ordinal);

    static void SetAge(StaticFileResponseContext response) =>
        response.Context.Response.Headers.CacheControl = response.Context.Request.Path.StartsWithSegments("/assets")
            ? "public, max-age=31536000, immutable"
            : "no-cache";
}
