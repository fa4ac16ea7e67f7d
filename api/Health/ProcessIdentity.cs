using System.Reflection;

namespace Watchfloor.Health;

/// <summary>Which process speaks, in OpenTelemetry's words: the same in every signal.</summary>
public static class ProcessIdentity
{
    /// <summary>The version of the program.</summary>
    public static string Version { get; } =
        typeof(ProcessIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Another one at every start.</summary>
    public static string Instance { get; } = Guid.NewGuid().ToString();

    /// <summary>The name, unless the operator gave another.</summary>
    public static string Service { get; } =
        Environment.GetEnvironmentVariable("OTEL_SERVICE_NAME") is { Length: > 0 } name ? name : "watchfloor";
}
