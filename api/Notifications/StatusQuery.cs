using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Watchfloor.Input;
using Watchfloor.OpenApi;
using Watchfloor.Problems;

namespace Watchfloor.Notifications;

/// <summary>Which pages: <c>?status=dead,retrying</c>; all without it.</summary>
sealed class StatusQuery : IBound, IEndpointParameterMetadataProvider
{
    StatusQuery(IReadOnlyList<PageStatus> statuses, ProblemAnswer? problem) => (Statuses, Problem) = (statuses, problem);

    public IReadOnlyList<PageStatus> Statuses { get; }

    public ProblemAnswer? Problem { get; }

    public static ValueTask<StatusQuery?> BindAsync(HttpContext context, ParameterInfo _) =>
        new(Read(context.Request.Query["status"].ToString()));

    static StatusQuery Read(string text)
    {
        var statuses = new List<PageStatus>();
        foreach (var word in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Words.TryRead<PageStatus>(word, out var status))
                return new([], ProblemAnswer.Malformed("status", Words.Expected(typeof(PageStatus))));
            statuses.Add(status);
        }
        return new(statuses, null);
    }

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(
            new Asked(
                "query",
                "status",
                $"Statuses with commas between them ({string.Join(", ", Words.Of(typeof(PageStatus)))}); all without it.",
                Asked.Text
            )
        );
}
