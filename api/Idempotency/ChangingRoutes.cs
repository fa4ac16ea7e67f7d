using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Watchfloor.OpenApi;

namespace Watchfloor.Idempotency;

/// <summary>Routes that change something take a key, and say so.</summary>
static class ChangingRoutes
{
    public static bool Changes(string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);

    public static bool Changes(EndpointBuilder builder) =>
        builder.Metadata.OfType<HttpMethodMetadata>().Any(methods => methods.HttpMethods.Any(Changes));

    /// <summary>Tells the document of the header.</summary>
    public static void Declare(EndpointBuilder builder)
    {
        if (Changes(builder) && !builder.Metadata.OfType<NeverKept>().Any())
            builder.Metadata.Add(
                new Asked(
                    "header",
                    IdempotencyKey.Header,
                    "Names this wish, so that sending it again does it once and is answered the same. 1–255 visible ASCII characters.",
                    Asked.Text
                )
            );
    }
}
