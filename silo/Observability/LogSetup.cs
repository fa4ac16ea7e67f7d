namespace Watchfloor.Silo;

/// <summary>In which shape the log is written.</summary>
public enum LogFormat
{
    /// <summary>A line for people.</summary>
    Text,

    /// <summary>A JSON object for programs.</summary>
    Json,
}

/// <summary>What is logged, and where to.</summary>
static class LogSetup
{
    public static void AddWatchfloorLog(this ILoggingBuilder logging, LogFormat format, Func<bool> hasStarted)
    {
        logging.ClearProviders().SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Orleans", LogLevel.Warning).AddFilter("System", LogLevel.Warning);
        // The keys lie in a directory that only its owner can read; saying at each start that they are not encrypted helps nobody.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // A start that fails throws, and whoever called says why in one sentence; the host's own pages of it would bury that.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => level >= LogLevel.Warning && hasStarted());
        logging.AddConsole(console => console.FormatterName = format == LogFormat.Json ? LogJson.FormatterName : LogLines.FormatterName);
        logging.Services.AddSingleton<Microsoft.Extensions.Logging.Console.ConsoleFormatter, LogLines>();
        logging.Services.AddSingleton<Microsoft.Extensions.Logging.Console.ConsoleFormatter, LogJson>();
        OtlpExport.AddLogs(logging);
    }
}
