using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Watchfloor.Health;
using Watchfloor.Kernel;

namespace Watchfloor.Silo;

/// <summary>
/// Traces, metrics and logs over OTLP, where the standard <c>OTEL_*</c> variables name an endpoint; otherwise nothing
/// listens, and nothing is paid. Queues are bounded and drop what does not fit: a collector in trouble costs telemetry, never work.
/// </summary>
sealed class OtlpExport(LoggerProvider? logs = null) : IDisposable
{
    const int LastWords = 1_000; // milliseconds

    readonly TracerProvider? _traces = Asked("TRACES")
        ? Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(Describe)
            .AddSource(Tracing.Name, "Microsoft.AspNetCore")
            .AddOtlpExporter()
            .Build()
        : null;

    readonly MeterProvider? _metrics = Asked("METRICS")
        ? Sdk.CreateMeterProviderBuilder().ConfigureResource(Describe).AddMeter([.. KnownMeters.All]).AddOtlpExporter().Build()
        : null;

    /// <summary>Whether metrics go out.</summary>
    public bool HasMetrics => _metrics is not null;

    /// <summary>Logs go the same way.</summary>
    public static void AddLogs(ILoggingBuilder logging)
    {
        if (!Asked("LOGS"))
            return;
        logging.AddOpenTelemetry(options =>
        {
            options.IncludeFormattedMessage = true;
            var resource = ResourceBuilder.CreateDefault();
            Describe(resource);
            options.SetResourceBuilder(resource);
            options.AddProcessor(new CarriedTrace());
            options.AddOtlpExporter();
        });
    }

    /// <summary>Sends what is left, for a moment: the stop does not wait for a collector that hangs.</summary>
    public void Dispose()
    {
        Parallel.Invoke(() => _traces?.Shutdown(LastWords), () => _metrics?.Shutdown(LastWords), () => logs?.Shutdown(LastWords));
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    static bool Asked(string signal) =>
        (Variable("OTEL_EXPORTER_OTLP_ENDPOINT") ?? Variable($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT")) is not null
        && !string.Equals(Variable("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase)
        && Variable($"OTEL_{signal}_EXPORTER") != "none";

    static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    static void Describe(ResourceBuilder resource) =>
        resource
            .AddService("watchfloor", serviceVersion: ProcessIdentity.Version, serviceInstanceId: ProcessIdentity.Instance)
            .AddEnvironmentVariableDetector(); // what the operator says counts more

    /// <summary>Between two spans a flow still knows its trace.</summary>
    sealed class CarriedTrace : BaseProcessor<LogRecord>
    {
        public override void OnEnd(LogRecord data)
        {
            if (LogTrace.Current is { } trace)
                (data.TraceId, data.SpanId) = (trace.TraceId, trace.SpanId);
        }
    }
}
