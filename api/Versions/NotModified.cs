using Microsoft.AspNetCore.Http;

namespace Watchfloor.Versions;

/// <summary>A reader who holds what would be answered gets 304 instead; the handler named its tag in <c>ETag</c>.</summary>
static class NotModified
{
    public static async ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        var (request, response) = (context.HttpContext.Request, context.HttpContext.Response);
        return
            HttpMethods.IsGet(request.Method)
            && response.Headers.ETag is [{ } tag]
            && request.Headers.IfNoneMatch is { Count: > 0 } held
            && EntityTags.TryRead(held, int.MaxValue)?.Hold(tag) == true
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : answer;
    }
}
