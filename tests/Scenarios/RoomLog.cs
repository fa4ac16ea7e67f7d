using System.Collections.Concurrent;

namespace Watchfloor.Tests.Scenarios;

/// <summary>What the silo of a room complained of, for the report of a test that failed.</summary>
sealed class RoomLog : ILoggerProvider
{
    readonly ConcurrentQueue<string> _lines = [];

    /// <summary>The newest complaints.</summary>
    public override string ToString() => _lines.IsEmpty ? "The silo did not complain." : string.Join('\n', _lines.TakeLast(10));

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _lines);

    public void Dispose() { }

    sealed class Logger(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (IsEnabled(logLevel))
                lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
        }
    }
}
