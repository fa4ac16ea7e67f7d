using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Primitives;
using Watchfloor.Input;
using Watchfloor.OpenApi;
using Watchfloor.Problems;
using Watchfloor.Store;

namespace Watchfloor.Events;

/// <summary>Which events, in which order: <c>?status=new,acknowledged&amp;severity=critical&amp;sort=urgency</c>.</summary>
sealed class EventQuery : IBound, IEndpointParameterMetadataProvider
{
    static readonly EventFilter Everything = new([], []);

    EventQuery(EventFilter filter, ProblemAnswer? problem) => (Filter, Problem) = (filter, problem);

    public EventFilter Filter { get; }

    public ProblemAnswer? Problem { get; }

    public static ValueTask<EventQuery?> BindAsync(HttpContext context, ParameterInfo _) => new(Read(context.Request.Query));

    static EventQuery Read(IQueryCollection query)
    {
        if (!TryWords<EventStatus>(query["status"], out var statuses))
            return Unknown("status", Words.Expected(typeof(EventStatus)));
        if (!TryWords<Severity>(query["severity"], out var severities))
            return Unknown("severity", Words.Expected(typeof(Severity)));
        return query["sort"].ToString() switch
        {
            "" or "-detectedAt" => new(new(statuses, severities), null),
            "urgency" => new(new(statuses, severities, EventOrder.Urgency), null),
            _ => Unknown("sort", "must be one of urgency, -detectedAt"),
        };
    }

    static EventQuery Unknown(string field, string sentence) => new(Everything, ProblemAnswer.Malformed(field, sentence));

    static bool TryWords<T>(StringValues given, out IReadOnlyList<T> words)
        where T : struct, Enum
    {
        var found = new List<T>();
        words = found;
        foreach (var word in given.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Words.TryRead<T>(word, out var value))
                return false;
            found.Add(value);
        }
        return true;
    }

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new Asked("query", "status", "Statuses with commas between them; all without it.", Asked.Text));
        builder.Metadata.Add(new Asked("query", "severity", "Severities with commas between them; all without it.", Asked.Text));
        builder.Metadata.Add(new Asked("query", "sort", "urgency or -detectedAt; newest first without it.", Asked.Text));
    }
}
