using System.Data.Common;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Watchfloor.Store;

namespace Watchfloor.Problems;

/// <summary>
/// The outermost door: whatever fails behind it, or ends with a bare status, leaves as a problem. What broke goes to the
/// log under the trace id, never to the caller.
/// </summary>
sealed partial class Faults(RequestDelegate next, ILogger<Faults> log)
{
    public async Task Invoke(HttpContext context)
    {
        try
        {
            await next(context);
            if (IsBare(context.Response))
                await ProblemAnswer.Of(context.Response.StatusCode, context.Request).ExecuteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // nobody is left to answer to
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            var answer = Explain(fault, context.Request);
            if (answer.Status >= 500)
                Broke(log, fault, context.Request.Method, context.Request.Path, Problem.TraceOf(context));
            await answer.ExecuteAsync(context);
        }
    }

    static bool IsBare(HttpResponse response) =>
        !response.HasStarted && response.StatusCode >= 400 && response.ContentType is null && response.ContentLength is null;

    /// <summary>The problem that a fault becomes.</summary>
    public static ProblemAnswer Explain(Exception fault, HttpRequest request) =>
        fault switch
        {
            BadHttpRequestException bad => ProblemAnswer.Of(bad.StatusCode, request),
            InvalidCursorException => ProblemAnswer.Malformed("cursor", "is none of this list; begin again without a cursor"),
            StaleActivationException { IsUnfit: true } or StoreFailedException { IsUnfit: true } => ProblemAnswer.Invalid(
                "It holds something that the database cannot keep: too long, out of range, or against what is stored. Sent again as it is, it is refused again."
            ),
            StaleActivationException => ProblemAnswer.Unavailable("Somebody else changed it at the same moment. Send the request again."),
            TimeoutException or OperationCanceledException => ProblemAnswer.Unavailable(
                "It took too long, and may or may not have been done. Send the request again with the same Idempotency-Key."
            ),
            StoreFailedException or DbException or IOException or OrleansException => ProblemAnswer.Unavailable(
                "The server cannot do this at the moment. Send the request again with the same Idempotency-Key."
            ),
            _ => ProblemAnswer.Unexpected(),
        };

    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed, trace {TraceId}")]
    static partial void Broke(ILogger log, Exception fault, string method, string path, string traceId);
}
