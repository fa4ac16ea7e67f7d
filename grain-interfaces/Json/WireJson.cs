using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Watchfloor.Json;

/// <summary>The one way in which Watchfloor writes and reads JSON: camelCase, words in snake_case, durations in ISO 8601.</summary>
public static class WireJson
{
    /// <summary>Strict where it matters: numbers are numbers, and a duplicate property is an error.</summary>
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions());

    /// <summary>Applies the house's rules to options that somebody else made (ASP.NET, SignalR).</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.MaxDepth = 32;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // only ever served as application/json
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.Converters.Add(new IsoDurationConverter());
        options.Converters.Add(new UtcInstantConverter());
        options.Converters.Add(new ValuesConverterFactory());
        return options;
    }
}
