using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Watchfloor.OpenApi;

/// <summary>Says what our own JSON converters make of a type; the framework cannot look into them.</summary>
static class WireSchemas
{
    public static Task Shape(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken _)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(DateTimeOffset))
            Text(schema, "date-time", "An instant in UTC, such as 2026-01-05T06:00:00Z.");
        else if (type == typeof(TimeSpan))
            Text(schema, "duration", "An ISO 8601 duration, such as PT5M.");
        else if (type == typeof(Sources.TextOrNumber))
            schema.Type = JsonSchemaType.String | JsonSchemaType.Number;
        else if (type == typeof(Sources.ToldInstant))
            Text(
                schema,
                "date-time",
                "An instant in ISO 8601, such as 2026-01-05T06:00:00Z, or seconds since 1970; now where it makes no sense."
            );
        return Task.CompletedTask;
    }

    static void Text(OpenApiSchema schema, string format, string description)
    {
        var isNullable = schema.Type is { } given && given.HasFlag(JsonSchemaType.Null);
        schema.Type = isNullable ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
        schema.Format = format;
        schema.Description ??= description;
    }
}
