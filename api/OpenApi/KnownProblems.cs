using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Watchfloor.Problems;

namespace Watchfloor.OpenApi;

/// <summary>Works out from a route which problems it can answer with, so that the document says so for each.</summary>
static class KnownProblems
{
    public static void Declare(EndpointBuilder builder)
    {
        var told = builder.Metadata.OfType<IProducesResponseTypeMetadata>().Select(answer => answer.StatusCode).ToHashSet();
        foreach (var status in Of(builder).Where(status => !told.Contains(status)).ToList())
            builder.Metadata.Add(new ProducesResponseTypeMetadata(status, typeof(Problem), [Problem.MediaType]));
    }

    static IEnumerable<int> Of(EndpointBuilder builder)
    {
        var metadata = builder.Metadata;
        var takesBody = metadata.OfType<IAcceptsMetadata>().Any();
        var isOpen = metadata.OfType<IAllowAnonymous>().Any();
        var changes = metadata.OfType<HttpMethodMetadata>().Any(methods => methods.HttpMethods.Any(method => method != HttpMethods.Get));
        var names = builder is RouteEndpointBuilder { RoutePattern.Parameters.Count: > 0 };
        if (takesBody || changes && !isOpen || metadata.OfType<Asked>().Any())
            yield return 400;
        if (takesBody || !isOpen)
            yield return 401;
        if (takesBody || !isOpen)
            yield return 403;
        if (takesBody || !isOpen)
            yield return 429;
        if (names)
            yield return 404;
        if (changes && !isOpen || metadata.OfType<Asked>().Any(asked => asked.Name == "Last-Event-ID"))
            yield return 409;
        if (metadata.OfType<Asked>().Any(asked => asked.Name == "If-Match"))
            yield return 412;
        if (takesBody)
        {
            yield return 413;
            yield return 415;
        }
        if (names || metadata.OfType<Asked>().Any(asked => asked.In == "query"))
            yield return 414;
        if (takesBody || changes && !isOpen)
            yield return 422;
        yield return 500;
        yield return 503;
    }
}
