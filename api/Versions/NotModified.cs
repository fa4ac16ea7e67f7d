using Microsoft.AspNetCore.Http;

namespace Watchfloor.Versions;

/// <summary>A reader who holds what would be answered gets 304 instead; the handler named its tag in <c>ETag</c>.</summary>
static class NotModified
{
    public static ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        return HttpMethods.IsGet(request.Method) && request.Headers.IfNoneMatch.Count > 0 ? Compare(context, next) : next(context);
    }

    static async ValueTask<object?> Compare(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        var (request, response) = (context.HttpContext.Request, context.HttpContext.Response);
        return response.Headers.ETag is [{ } tag] && EntityTags.TryRead(request.Headers.IfNoneMatch, int.MaxValue)?.Hold(tag) == true
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : answer;
    }
}
