using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Watchfloor.Problems;

namespace Watchfloor.Input;

/// <summary>Metadata of a route that takes the items of its list line by line as well.</summary>
sealed record LineByLine;

/// <summary>JSON in UTF-8, as it is: nothing else is taken.</summary>
static class ContentKind
{
    public static ProblemAnswer? Refusal(HttpRequest request)
    {
        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding.ToString() is not ("identity" or ""))
            return ProblemAnswer.Unsupported($"Content-Encoding {encoding} is not taken; send the body as it is.");
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !IsJson(type))
            return ProblemAnswer.Unsupported("Send the body as Content-Type: application/json.");
        return type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) && type.Charset != "\"utf-8\""
            ? ProblemAnswer.Unsupported($"The charset {type.Charset} is not taken; send UTF-8.")
            : null;
    }

    /// <summary>The name that JSON line by line has in the document.</summary>
    public const string Lines = "application/x-ndjson";

    /// <summary>JSON line by line, in UTF-8 as it is.</summary>
    public static bool IsLines(HttpRequest request) =>
        request.Headers.ContentEncoding.Count == 0
        && MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Value?.ToLowerInvariant() is Lines or "application/ndjson" or "application/jsonl" or "application/x-jsonlines"
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    static bool IsJson(MediaTypeHeaderValue type) =>
        type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        || (
            type.Type.Equals("application", StringComparison.OrdinalIgnoreCase)
            && type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)
        );
}
