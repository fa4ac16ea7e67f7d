using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Watchfloor.Events;
using Watchfloor.Input;
using Watchfloor.Problems;

namespace Watchfloor.Sources;

/// <summary>Many detections at once, as a JSON array or line by line. Each is read for itself, later.</summary>
sealed class NewDetections : IBound, IEndpointParameterMetadataProvider
{
    const int Most = 1_000;

    NewDetections(IReadOnlyList<ReadOnlyMemory<byte>> items, ProblemAnswer? problem) => (Items, Problem) = (items, problem);

    public IReadOnlyList<ReadOnlyMemory<byte>> Items { get; }

    public ProblemAnswer? Problem { get; }

    public static async ValueTask<NewDetections?> BindAsync(HttpContext context, ParameterInfo _)
    {
        var (body, problem) = await RawBody.Of(context, orLines: true);
        if (problem is not null)
            return new([], problem);
        var items = ContentKind.IsLines(context.Request) ? RawBody.Lines(body) : RawBody.Items(body);
        if (items is null)
            return new([], ProblemAnswer.Malformed("The body is no JSON array. Send one, or one object a line as application/x-ndjson."));
        return items.Count is >= 1 and <= Most
            ? new(items, null)
            : new([], ProblemAnswer.Malformed($"The body holds {items.Count} items; send 1 to {Most} at a time."));
    }

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new ManyOf(typeof(IReadOnlyList<NewDetection>)));
}

/// <summary>What a body holds, told to the document. It names no content types: routing would refuse others before the doors were asked.</summary>
sealed record ManyOf(Type RequestType) : IAcceptsMetadata
{
    public IReadOnlyList<string> ContentTypes => [];

    public bool IsOptional => false;
}
