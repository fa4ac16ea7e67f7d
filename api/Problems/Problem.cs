using System.Diagnostics;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Watchfloor.Problems;

/// <summary>What went wrong, for a program and for a person (RFC 9457). <paramref name="Detail"/> says what to do about it.</summary>
/// <param name="Type">A URN that names the kind of problem; it never changes.</param>
/// <param name="Title">The kind of problem in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What went wrong here.</param>
/// <param name="TraceId">Under this id the server's log knows more.</param>
/// <param name="Errors">What is wrong with each field.</param>
sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Detail,
    string TraceId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors
)
{
    public const string MediaType = "application/problem+json";

    /// <summary>The id that a person can quote.</summary>
    public static string TraceOf(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
}
