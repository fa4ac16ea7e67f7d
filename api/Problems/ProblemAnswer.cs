using Microsoft.AspNetCore.Http;
using Watchfloor.Answers;

namespace Watchfloor.Problems;

/// <summary>An answer that says why not. Made by the words below, so that every problem of a kind reads the same.</summary>
sealed class ProblemAnswer(int status, string word, string title, string detail) : IResult, IStatusCodeHttpResult
{
    public int Status => status;

    public string Detail => detail;

    int? IStatusCodeHttpResult.StatusCode => status;

    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; private init; }

    public TimeSpan? RetryAfter { get; private init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.CacheControl = "no-store";
        if (RetryAfter is { } wait)
            response.Headers.RetryAfter = $"{Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))}";
        return Brief.Write(response, status, Tell(httpContext), Problem.MediaType);
    }

    /// <summary>What it says, also as one item of a longer answer.</summary>
    public Problem Tell(HttpContext context) =>
        new($"urn:watchfloor:problem:{word}", title, status, detail, Problem.TraceOf(context), Errors);

    public static ProblemAnswer Malformed(string detail, IReadOnlyDictionary<string, IReadOnlyList<string>>? errors = null) =>
        new(400, "malformed", "The request cannot be read", detail) { Errors = errors };

    public static ProblemAnswer Malformed(string field, string sentence) =>
        Malformed($"{field}: {sentence}", new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [field] = [sentence] });

    public static ProblemAnswer Unauthenticated(string detail) => new(401, "unauthenticated", "Who are you?", detail);

    public static ProblemAnswer Forbidden(string detail) => new(403, "forbidden", "Not allowed", detail);

    public static ProblemAnswer NotFound(string detail) => new(404, "not-found", "There is no such thing", detail);

    public static ProblemAnswer MethodNotAllowed(string detail) => new(405, "method-not-allowed", "Not with this method", detail);

    public static ProblemAnswer Refused(string detail) => new(409, "refused", "Not in this state", detail);

    public static ProblemAnswer CursorLost(string detail) => new(409, "cursor-lost", "This place cannot be resumed", detail);

    public static ProblemAnswer Outdated(string detail) => new(412, "outdated", "It has changed meanwhile", detail);

    public static ProblemAnswer TooLarge(long limit) =>
        new(413, "too-large", "The body is too large", $"At most {limit} bytes are taken here. Send less at a time.");

    public static ProblemAnswer AddressTooLong(int limit) =>
        new(414, "address-too-long", "The address is too long", $"With its query it may have {limit} bytes. Ask for less at a time.");

    public static ProblemAnswer Unsupported(string detail) => new(415, "unsupported-media-type", "Not this content type", detail);

    public static ProblemAnswer InFlight(string detail) =>
        new(409, "in-flight", "It is being done already", detail) { RetryAfter = TimeSpan.FromSeconds(1) };

    public static ProblemAnswer OtherWish(string detail) => new(422, "other-wish", "This key names another wish", detail);

    public static ProblemAnswer Invalid(string detail, IReadOnlyDictionary<string, IReadOnlyList<string>>? errors = null) =>
        new(422, "invalid", "The request makes no sense", detail) { Errors = errors };

    public static ProblemAnswer TooMany(string detail, TimeSpan wait) =>
        new(429, "too-many", "Too many in too short a time", detail) { RetryAfter = wait };

    public static ProblemAnswer Unexpected() =>
        new(500, "unexpected", "Something broke", "This is our fault, not yours. Quote the traceId when you report it.");

    public static ProblemAnswer Unavailable(string detail) =>
        new(503, "unavailable", "Not now", detail) { RetryAfter = TimeSpan.FromSeconds(1) };

    /// <summary>For a status that somebody else set and did not explain.</summary>
    public static ProblemAnswer Of(int status, HttpRequest request) =>
        status switch
        {
            401 => Unauthenticated("Send Authorization: Bearer with an API key, or sign in."),
            403 => Forbidden("This key or session may not do that."),
            404 => NotFound($"Nothing is served at {request.Path}."),
            405 => MethodNotAllowed($"{request.Method} is not served at {request.Path}; the Allow header says what is."),
            413 => TooLarge(Input.BodyLimit.Drained),
            415 => Unsupported("Send application/json in UTF-8."),
            >= 500 => Unexpected(),
            _ => new(status, "refused-by-server", "The request was refused", "The server could not take this request as it is."),
        };
}
