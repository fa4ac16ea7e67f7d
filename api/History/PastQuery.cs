using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Watchfloor.Input;
using Watchfloor.Json;
using Watchfloor.OpenApi;
using Watchfloor.Problems;

namespace Watchfloor.History;

/// <summary>When to look at a thing: <c>?at=INSTANT</c>, with its offset and not to come; without it, now.</summary>
sealed class PastQuery : IBound, IEndpointParameterMetadataProvider
{
    public const string Name = "at";

    PastQuery(DateTimeOffset? at, ProblemAnswer? problem) => (At, Problem) = (at, problem);

    /// <summary>Null: now.</summary>
    public DateTimeOffset? At { get; }

    public ProblemAnswer? Problem { get; }

    public static ValueTask<PastQuery?> BindAsync(HttpContext context, ParameterInfo _) => new(Read(context));

    /// <summary>Lists are asked as they are now.</summary>
    public static ValueTask<object?> Refuse(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var isAsked = http.Request.QueryString.HasValue && http.Request.Query.ContainsKey(Name);
        return isAsked && http.GetEndpoint()?.Metadata.GetMetadata<TellsPast>() is null
            ? new(ProblemAnswer.Malformed(Name, "is known to single things alone; this is none"))
            : next(context);
    }

    static PastQuery Read(HttpContext context)
    {
        if (!context.Request.Query.TryGetValue(Name, out var given))
            return new(null, null);
        if (Parse(given.ToString().Replace(' ', '+')) is not { } at) // a plus that was not escaped came as a space
            return new(null, ProblemAnswer.Malformed(Name, "must be one instant such as 2026-01-05T06:00:00Z, with its offset"));
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        return at > now ? new(null, ProblemAnswer.Malformed(Name, "is still to come; nobody knows how it will look")) : new(at, null);
    }

    static DateTimeOffset? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<DateTimeOffset>(JsonSerializer.Serialize(text), WireJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static OpenApiSchema Instant() => new() { Type = JsonSchemaType.String, Format = "date-time" };

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new TellsPast());
        builder.Metadata.Add(new Asked("query", Name, "How it looked then, by the instants of its facts; now without it.", Instant));
    }

    sealed record TellsPast;
}
