using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Watchfloor.Silo;

/// <summary>The log for people: one line each, with the trace where there is one.</summary>
sealed class LogLines() : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "watchfloor-text";

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var message = OneLine(logEntry.Formatter(logEntry.State, logEntry.Exception));
        textWriter.Write($"{now} {Word(logEntry.LogLevel)}: {logEntry.Category}[{logEntry.EventId.Id}] {message}");
        if (LogTrace.Current is { } trace)
            textWriter.Write($" trace={trace.TraceId}");
        if (logEntry.Exception is { } e)
            textWriter.Write($" {OneLine(e.ToString())}");
        textWriter.WriteLine();
    }

    static string OneLine(string text) => text.ReplaceLineEndings(" ");

    static string Word(LogLevel level) =>
        level switch
        {
            LogLevel.Trace => "trce",
            LogLevel.Debug => "dbug",
            LogLevel.Information => "info",
            LogLevel.Warning => "warn",
            LogLevel.Error => "fail",
            _ => "crit",
        };
}
