using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Watchfloor;

/// <summary>
/// Routes whose handlers are bound to their parameters by code that is made at the first request, not at the start: making it takes some
/// milliseconds a route, and most routes are never asked in the life of a process. Within this namespace these go before the framework's
/// methods of the same names. A handler that cannot be bound fails at its first request, and every one after it.
/// </summary>
static class LateRoutes
{
    public static RouteHandlerBuilder MapGet(this IEndpointRouteBuilder routes, [StringSyntax("Route")] string pattern, Delegate handler) =>
        Map(routes, pattern, HttpMethods.Get, handler);

    public static RouteHandlerBuilder MapPost(
        this IEndpointRouteBuilder routes,
        [StringSyntax("Route")] string pattern,
        Delegate handler
    ) => Map(routes, pattern, HttpMethods.Post, handler);

    public static RouteHandlerBuilder MapPut(this IEndpointRouteBuilder routes, [StringSyntax("Route")] string pattern, Delegate handler) =>
        Map(routes, pattern, HttpMethods.Put, handler);

    public static RouteHandlerBuilder MapDelete(
        this IEndpointRouteBuilder routes,
        [StringSyntax("Route")] string pattern,
        Delegate handler
    ) => Map(routes, pattern, HttpMethods.Delete, handler);

    static RouteHandlerBuilder Map(IEndpointRouteBuilder routes, string pattern, string method, Delegate handler) =>
        RouteHandlerServices.Map(routes, pattern, handler, [method], RequestDelegateFactory.InferMetadata, Late);

    static RequestDelegateResult Late(Delegate handler, RequestDelegateFactoryOptions options, RequestDelegateMetadataResult? inferred)
    {
        var bound = new Lazy<RequestDelegate>(() => RequestDelegateFactory.Create(handler, options, inferred).RequestDelegate);
        return new(context => bound.Value(context), options.EndpointBuilder?.Metadata.AsReadOnly() ?? []);
    }
}
