using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Watchfloor.Input;
using Watchfloor.Problems;

namespace Watchfloor.Sources;

/// <summary>What a sender posts that knows nothing of us, as it came. Whether it is JSON is seen later.</summary>
sealed class WebhookBody : IBound, IEndpointParameterMetadataProvider
{
    WebhookBody(ReadOnlyMemory<byte> bytes, ProblemAnswer? problem) => (Bytes, Problem) = (bytes, problem);

    public ReadOnlyMemory<byte> Bytes { get; }

    public ProblemAnswer? Problem { get; }

    public static async ValueTask<WebhookBody?> BindAsync(HttpContext context, ParameterInfo _)
    {
        var (bytes, problem) = await RawBody.Of(context);
        return new(bytes, problem);
    }

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new ManyOf(typeof(JsonElement)));
}
