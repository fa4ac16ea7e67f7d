using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Watchfloor.Input;
using Watchfloor.OpenApi;
using Watchfloor.Problems;
using Watchfloor.Store;

namespace Watchfloor.Tenants;

/// <summary>Which entries: <c>?actor=…&amp;operation=acknowledgeEvent&amp;from=…&amp;to=…</c>.</summary>
sealed class AuditQuery : IBound, IEndpointParameterMetadataProvider
{
    const int Longest = 100;

    AuditQuery(AuditFilter filter, ProblemAnswer? problem) => (Filter, Problem) = (filter, problem);

    public AuditFilter Filter { get; }

    public ProblemAnswer? Problem { get; }

    public static ValueTask<AuditQuery?> BindAsync(HttpContext context, ParameterInfo _) => new(Read(context.Request.Query));

    static AuditQuery Read(IQueryCollection query)
    {
        var (actor, operation) = (Text(query, "actor"), Text(query, "operation"));
        if (actor?.Length > Longest || operation?.Length > Longest)
            return Unknown(actor?.Length > Longest ? "actor" : "operation", $"must have at most {Longest} characters");
        if (!TryInstant(query, "from", out var from))
            return Unknown("from", Words.Expected(typeof(DateTimeOffset)));
        if (!TryInstant(query, "to", out var to))
            return Unknown("to", Words.Expected(typeof(DateTimeOffset)));
        return new(new(actor, operation, from, to), null);
    }

    static AuditQuery Unknown(string field, string sentence) => new(new(), ProblemAnswer.Malformed(field, sentence));

    static string? Text(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

    static bool TryInstant(IQueryCollection query, string name, out DateTimeOffset? instant)
    {
        instant = null;
        if (Text(query, name) is not { } text)
            return true;
        const DateTimeStyles AsItStands = DateTimeStyles.RoundtripKind;
        if (!text.Contains('T') || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, AsItStands, out var value))
            return false;
        instant = value;
        return true;
    }

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new Asked("query", "actor", "The id of a user or key, or stranger.", Asked.Text));
        builder.Metadata.Add(new Asked("query", "operation", "The id of an operation of this document.", Asked.Text));
        builder.Metadata.Add(new Asked("query", "from", "Not before this instant.", Asked.Text));
        builder.Metadata.Add(new Asked("query", "to", "Before this instant.", Asked.Text));
    }
}
