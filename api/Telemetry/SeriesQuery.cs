using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Watchfloor.Input;
using Watchfloor.Json;
using Watchfloor.OpenApi;
using Watchfloor.Problems;
using Watchfloor.Store;

namespace Watchfloor.Telemetry;

/// <summary>Which stretch of which tag: <c>?tag=pump/flow&amp;from=…&amp;to=…&amp;resolution=raw|1m|5m|1h</c>. The last hour, raw, unless asked otherwise.</summary>
sealed class SeriesQuery : IBound, IEndpointParameterMetadataProvider
{
    static readonly TimeSpan Usual = TimeSpan.FromHours(1);

    public required string Tag { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>Null: the samples themselves.</summary>
    public required Resolution? Resolution { get; init; }

    public ProblemAnswer? Problem { get; private init; }

    public static ValueTask<SeriesQuery?> BindAsync(HttpContext context, ParameterInfo _) =>
        new(Read(context.Request.Query, context.RequestServices.GetRequiredService<ApiClock>().Now));

    static SeriesQuery Read(IQueryCollection query, DateTimeOffset now)
    {
        if (query["tag"].ToString() is not { Length: >= 1 and <= 255 } tag)
            return Wrong("tag", "must be the name of a tag, 1–255 characters");
        if (!TryInstant(query["to"].ToString(), now, out var to))
            return Wrong("to", Words.Expected(typeof(DateTimeOffset)));
        if (!TryInstant(query["from"].ToString(), Before(to), out var from))
            return Wrong("from", Words.Expected(typeof(DateTimeOffset)));
        if (from > to)
            return Wrong("from", "must not be after to");
        Resolution? resolution;
        switch (query["resolution"].ToString())
        {
            case "" or "raw":
                resolution = null;
                break;
            case "1m":
                resolution = Store.Resolution.Minute;
                break;
            case "5m":
                resolution = Store.Resolution.FiveMinutes;
                break;
            case "1h":
                resolution = Store.Resolution.Hour;
                break;
            default:
                return Wrong("resolution", "must be one of raw, 1m, 5m, 1h");
        }
        return new()
        {
            Tag = tag,
            From = from,
            To = to,
            Resolution = resolution,
        };
    }

    static DateTimeOffset Before(DateTimeOffset to) => to.UtcTicks > Usual.Ticks ? to - Usual : DateTimeOffset.MinValue;

    static SeriesQuery Wrong(string field, string sentence) =>
        new()
        {
            Tag = "",
            From = default,
            To = default,
            Resolution = null,
            Problem = ProblemAnswer.Malformed(field, sentence),
        };

    static bool TryInstant(string text, DateTimeOffset otherwise, out DateTimeOffset instant)
    {
        instant = otherwise;
        if (text.Length == 0)
            return true;
        try
        {
            instant = JsonSerializer.SerializeToElement(text).Deserialize<DateTimeOffset>(WireJson.Options);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new Asked("query", "tag", "The tag.", Asked.Text));
        builder.Metadata.Add(new Asked("query", "from", "From this instant on; an hour before to without it.", Asked.Text));
        builder.Metadata.Add(new Asked("query", "to", "Before this instant; now without it.", Asked.Text));
        builder.Metadata.Add(new Asked("query", "resolution", "raw, 1m, 5m or 1h; raw without it.", Asked.Text));
    }
}
