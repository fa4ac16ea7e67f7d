using Microsoft.AspNetCore.Http;
using Watchfloor.Store;

namespace Watchfloor.Idempotency;

/// <summary>An answer as bytes, to be sent and to be kept.</summary>
sealed class WrittenAnswer : IResult, IStatusCodeHttpResult
{
    public const string Replayed = "Idempotent-Replayed";

    static readonly string[] Kept = ["Content-Type", "Location", "ETag", "Retry-After", "Cache-Control"];

    readonly int _status;
    readonly Dictionary<string, string> _headers;
    readonly ReadOnlyMemory<byte> _body;

    WrittenAnswer(int status, Dictionary<string, string> headers, ReadOnlyMemory<byte> body) =>
        (_status, _headers, _body) = (status, headers, body);

    int? IStatusCodeHttpResult.StatusCode => _status;

    /// <summary>
    /// What was done, and what the rules decided against. Not what never came to them (unreadable, not allowed, too much), nor what may
    /// be otherwise in a moment.
    /// </summary>
    public bool IsWorthKeeping => _status is (>= 200 and < 300) or 404 or 409 or 410 or 412 or 422;

    /// <summary>Has a handler's answer write itself, and keeps it from going out.</summary>
    public static async Task<WrittenAnswer> Of(HttpContext context, object? answer)
    {
        var response = context.Response;
        var outside = response.Body;
        using var inside = new MemoryStream();
        response.Body = inside;
        try
        {
            if (answer is IResult result)
                await result.ExecuteAsync(context);
            else
                throw new InvalidOperationException(
                    $"{context.GetEndpoint()} answers with {answer?.GetType()}, which does not write itself"
                );
            await response.BodyWriter.FlushAsync(CancellationToken.None);
        }
        finally
        {
            response.Body = outside;
        }
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in Kept)
        {
            if (response.Headers.TryGetValue(name, out var value))
                headers[name] = value.ToString();
        }
        return new(response.StatusCode, headers, inside.ToArray());
    }

    /// <summary>The first answer, said to be so.</summary>
    public static WrittenAnswer Again(KeptAnswer kept) =>
        new(kept.Status, new(kept.Headers, StringComparer.OrdinalIgnoreCase) { [Replayed] = "true" }, kept.Body);

    public KeptAnswer ToKeep(byte[] fingerprint) => new(fingerprint, _status, _headers, _body);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = _status;
        foreach (var (name, value) in _headers)
            response.Headers[name] = value;
        if (_status == StatusCodes.Status204NoContent)
            return;
        response.ContentLength = _body.Length;
        await response.Body.WriteAsync(_body, CancellationToken.None);
    }
}
