using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Watchfloor.Problems;
using Watchfloor.Security;

namespace Watchfloor.Input;

/// <summary>
/// The JSON body of a request. It is read when the caller is known and allowed, up to the limit of the route; what cannot be
/// read becomes a problem that names every field.
/// </summary>
sealed class Body<T> : IBound, IEndpointParameterMetadataProvider
    where T : class
{
    readonly T? _value;

    Body(T? value, ProblemAnswer? problem) => (_value, Problem) = (value, problem);

    public ProblemAnswer? Problem { get; }

    public T Value => _value ?? throw new InvalidOperationException("the body was not readable");

    public static async ValueTask<Body<T>?> BindAsync(HttpContext context, ParameterInfo _)
    {
        var limit = context.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>() ?? BodyLimit.Ordinary;
        var most = Math.Min(limit.Bytes, KeyScope.Of(context).MaxBodyBytes ?? int.MaxValue);
        if (await BodyBytes.Read(context, most) is not { } bytes)
            return new(null, ProblemAnswer.TooLarge(most));
        if (bytes.IsEmpty && context.GetEndpoint()?.Metadata.GetMetadata<BodyMayBeMissing>() is not null)
            bytes = "{}"u8.ToArray();
        else if (ContentKind.Refusal(context.Request) is { } refusal)
            return new(null, refusal);
        return JsonBody.TryRead<T>(bytes.Span, out var value, out var problem) ? new(value, null) : new(null, problem);
    }

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new JsonOf(typeof(T)));

    // names no content types: routing would refuse others before the doors were asked
    sealed record JsonOf(Type RequestType) : IAcceptsMetadata
    {
        public IReadOnlyList<string> ContentTypes => [];

        public bool IsOptional => false;
    }
}
