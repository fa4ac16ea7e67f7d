using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Watchfloor.EdgeConnector;

/// <summary>
/// The first spans of a trace: from the connector to the server, which goes on with them to the page. Exported over OTLP where
/// the standard variables say so; otherwise there are none. A collector in trouble costs spans, never a reading.
/// </summary>
static class Tracing
{
    const string Name = "Watchfloor.EdgeConnector";
    static readonly ActivitySource Source = new(Name);

    /// <summary>A batch is handed to the server; null where nobody listens.</summary>
    public static Activity? HandOver(SpooledBatch batch) =>
        Source
            .StartActivity("telemetry hand over", ActivityKind.Producer)
            ?.SetTag("watchfloor.seq", batch.Seq)
            .SetTag("watchfloor.samples", batch.Samples);

    /// <summary>Exports from here on until it is disposed; null where nobody asked for it.</summary>
    public static TracerProvider? Export()
    {
        var endpoint = Variable("OTEL_EXPORTER_OTLP_ENDPOINT") ?? Variable("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
        var disabled = string.Equals(Variable("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase);
        if (endpoint is null || disabled || Variable("OTEL_TRACES_EXPORTER") == "none")
            return null;
        return Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(resource => resource.AddService("watchfloor-edge-connector").AddEnvironmentVariableDetector())
            .AddSource(Name, "System.Net.Http")
            .AddOtlpExporter()
            .Build();
    }

    static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
