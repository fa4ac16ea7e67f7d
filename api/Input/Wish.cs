using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Watchfloor.OpenApi;
using Watchfloor.Problems;
using Watchfloor.Security;

namespace Watchfloor.Input;

/// <summary>
/// What one caller wants done once: named by the header <c>Idempotency-Key</c>, quoted or bare, or by a fresh id. Keys of two
/// callers never meet.
/// </summary>
sealed class Wish : IBound, IEndpointParameterMetadataProvider
{
    const string Header = "Idempotency-Key";
    const int Longest = 255;

    Wish(RequestId request, bool isNamed, ProblemAnswer? problem) => (Request, IsNamed, Problem) = (request, isNamed, problem);

    public RequestId Request { get; }

    public ProblemAnswer? Problem { get; }

    bool IsNamed { get; }

    /// <summary>The id of what this wish makes: the same again where the wish is the same.</summary>
    public string Mint(string what, RequestIds ids) => IsNamed ? RequestIds.From($"{what}/{Request.Value}") : ids.Next();

    public static ValueTask<Wish?> BindAsync(HttpContext context, ParameterInfo _) => new(Read(context));

    static Wish Read(HttpContext context)
    {
        var given = context.Request.Headers[Header];
        if (given.Count == 0)
            return new(new(context.RequestServices.GetRequiredService<RequestIds>().Next()), false, null);
        if (given.Count > 1 || Unquote(given[0] ?? "") is not { } key)
            return new(default, false, ProblemAnswer.Malformed(Header, "must be 1 to 255 visible ASCII characters, bare or in quotes"));
        var named = $"{Caller.Of(context.User).Id}:{key}";
        return new(new(named.Length <= Longest ? named : RequestIds.From(named)), true, null);
    }

    static string? Unquote(string given)
    {
        if (given.StartsWith('"'))
            given = given.Length >= 2 && given.EndsWith('"') ? given[1..^1] : "";
        return given.Length is >= 1 and <= Longest && given.All(c => c is > ' ' and <= '~') ? given : null;
    }

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(
            new Asked(
                "header",
                Header,
                "Names this wish, so that sending it again does it once. 1–255 visible ASCII characters.",
                Asked.Text
            )
        );
}
