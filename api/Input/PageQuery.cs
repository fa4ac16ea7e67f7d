using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Watchfloor.OpenApi;
using Watchfloor.Problems;

namespace Watchfloor.Input;

/// <summary>Which page of a list: <c>limit</c> 1–500, 100 by default, and the <c>cursor</c> of the page before.</summary>
sealed class PageQuery : IBound, IEndpointParameterMetadataProvider
{
    const int Most = 500;
    const int LongestCursor = 1000;

    PageQuery(int limit, string? cursor, ProblemAnswer? problem) => (Limit, Cursor, Problem) = (limit, cursor, problem);

    public int Limit { get; }

    public string? Cursor { get; }

    public ProblemAnswer? Problem { get; }

    public static ValueTask<PageQuery?> BindAsync(HttpContext context, ParameterInfo _) => new(Read(context.Request.Query));

    static PageQuery Read(IQueryCollection query)
    {
        var limit = 100;
        if (query.TryGetValue("limit", out var text) && !TryLimit(text.ToString(), out limit))
            return new(0, null, ProblemAnswer.Malformed("limit", $"must be a whole number from 1 to {Most}"));
        var cursor = query["cursor"].ToString();
        if (cursor.Length > LongestCursor)
            return new(0, null, ProblemAnswer.Malformed("cursor", "is none of this list; begin again without a cursor"));
        return new(limit, cursor.Length == 0 ? null : cursor, null);
    }

    static bool TryLimit(string text, out int limit) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= Most;

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new Asked("query", "limit", "How many at most, 1–500; 100 without it.", Asked.Number));
        builder.Metadata.Add(new Asked("query", "cursor", "nextCursor of the page before.", Asked.Text));
    }
}

/// <summary>A page of a list.</summary>
/// <param name="Items">What is on this page.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>A list that is never long.</summary>
/// <param name="Items">All of it.</param>
sealed record All<T>(IReadOnlyList<T> Items);

/// <summary>Something was made.</summary>
/// <param name="Id">Its id.</param>
sealed record Made(string Id);
