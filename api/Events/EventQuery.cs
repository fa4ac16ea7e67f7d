using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Watchfloor.Input;
using Watchfloor.OpenApi;
using Watchfloor.Problems;
using Watchfloor.Security;
using Watchfloor.Store;

namespace Watchfloor.Events;

/// <summary>Which events, in which order: <c>?status=new,acknowledged&amp;q=pump&amp;sort=urgency</c>.</summary>
sealed class EventQuery : IBound, IEndpointParameterMetadataProvider
{
    EventQuery(EventFilter filter, ProblemAnswer? problem) => (Filter, Problem) = (filter, problem);

    public EventFilter Filter { get; }

    public ProblemAnswer? Problem { get; }

    public static ValueTask<EventQuery?> BindAsync(HttpContext context, ParameterInfo _) =>
        new(Read(context.Request.Query, Caller.Of(context.User).Id));

    static EventQuery Read(IQueryCollection query, string me)
    {
        var words = new FilterWords(name => query[name], me);
        var filter = words.Read();
        return new(filter, words.Wrong is (var field, var sentence) ? ProblemAnswer.Malformed(field, sentence) : null);
    }

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        foreach (var (name, sentence) in FilterWords.Known)
            builder.Metadata.Add(new Asked("query", name, sentence, Asked.Text));
    }
}
