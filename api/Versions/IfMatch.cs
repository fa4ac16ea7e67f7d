using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Watchfloor.Input;
using Watchfloor.OpenApi;
using Watchfloor.Problems;

namespace Watchfloor.Versions;

/// <summary>
/// On which versions the caller decided: the header <c>If-Match</c>. Without one, or with <c>*</c>, on any; the thing itself says
/// whether it is there.
/// </summary>
sealed class IfMatch : IBound, IEndpointParameterMetadataProvider
{
    const string Header = "If-Match";
    const int Most = 64;

    readonly HashSet<long>? _versions;

    IfMatch(HashSet<long>? versions, ProblemAnswer? problem) => (_versions, Problem) = (versions, problem);

    /// <summary>On any version.</summary>
    public static IfMatch Any { get; } = new(null, null);

    public ProblemAnswer? Problem { get; }

    /// <summary>The version to begin with, or null where any will do. 0 is nobody's: no tag of ours was among them.</summary>
    public long? First => _versions?.DefaultIfEmpty(0).Max();

    public bool Names(long version) => _versions?.Contains(version) ?? true;

    public static ValueTask<IfMatch?> BindAsync(HttpContext context, ParameterInfo _) => new(Read(context.Request));

    static IfMatch Read(HttpRequest request)
    {
        var given = request.Headers.IfMatch;
        if (given.Count == 0)
            return new(null, null);
        if (EntityTags.TryRead(given, Most) is not { } tags)
            return new(null, ProblemAnswer.Malformed(Header, $"must be *, or up to {Most} entity tags in quotes as they came in ETag"));
        return new(tags.IsAny ? null : [.. tags.Strong.Select(VersionTag.VersionOf).OfType<long>()], null);
    }

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(
            new Asked("header", Header, "The ETag that this was decided on; if it has changed since, the answer is 412.", Asked.Text)
        );
}
