using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Watchfloor.Json;

namespace Watchfloor.Answers;

/// <summary>
/// Short answers in JSON, made before their head is: it says how long they are, and both leave in one piece. An answer of unknown length goes
/// in chunks, the last of them by itself, and each piece costs the system more than all of what is said in it.
/// </summary>
static class Brief
{
    const string Json = "application/json; charset=utf-8";

    public static BriefOk<T> Ok<T>(T value) => new(value);

    public static BriefCreated<T> Created<T>(string at, T value) => new(at, value);

    /// <summary>Has an answer go out.</summary>
    public static async Task Write<T>(HttpResponse response, int status, T value, string kind = Json)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(value, WireJson.Options);
        response.StatusCode = status;
        response.ContentType = kind;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, CancellationToken.None);
    }

    internal static void Declare<T>(EndpointBuilder builder, int status) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(status, typeof(T), ["application/json"]));
}

/// <summary>200, with what came of it.</summary>
sealed class BriefOk<T>(T value) : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    int? IStatusCodeHttpResult.StatusCode => StatusCodes.Status200OK;

    public Task ExecuteAsync(HttpContext httpContext) => Brief.Write(httpContext.Response, StatusCodes.Status200OK, value);

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        Brief.Declare<T>(builder, StatusCodes.Status200OK);
}

/// <summary>201, with what came of it and where that is.</summary>
sealed class BriefCreated<T>(string at, T value) : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    int? IStatusCodeHttpResult.StatusCode => StatusCodes.Status201Created;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.Location = at;
        return Brief.Write(httpContext.Response, StatusCodes.Status201Created, value);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        Brief.Declare<T>(builder, StatusCodes.Status201Created);
}
