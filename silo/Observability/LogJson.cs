using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Watchfloor.Silo;

/// <summary>The log for programs: one JSON object a line, with what the words were made of as attributes.</summary>
sealed class LogJson() : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "watchfloor-json";

    const string Template = "{OriginalFormat}";
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("Timestamp", TimeProvider.System.GetUtcNow().UtcDateTime);
            json.WriteString("Level", logEntry.LogLevel.ToString());
            json.WriteString("Category", logEntry.Category);
            json.WriteString("Message", logEntry.Formatter(logEntry.State, logEntry.Exception));
            if (LogTrace.Current is { } trace)
            {
                json.WriteString("TraceId", trace.TraceId.ToHexString());
                json.WriteString("SpanId", trace.SpanId.ToHexString());
            }
            if (logEntry.State is IReadOnlyList<KeyValuePair<string, object?>> state)
                Attributes(json, state);
            if (logEntry.Exception is { } e)
                json.WriteString("Exception", e.ToString());
            json.WriteEndObject();
        }
        textWriter.WriteLine(Encoding.UTF8.GetString(bytes.WrittenSpan));
    }

    static void Attributes(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>> state)
    {
        json.WriteStartObject("Attributes");
        foreach (var (name, value) in state.Where(pair => pair.Key != Template).DistinctBy(pair => pair.Key))
            Attribute(json, name, value);
        json.WriteEndObject();
    }

    static void Attribute(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNull(name);
                break;
            case bool yes:
                json.WriteBoolean(name, yes);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case long number:
                json.WriteNumber(name, number);
                break;
            default:
                json.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
