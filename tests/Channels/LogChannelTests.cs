using Watchfloor.Channels;
using Watchfloor.Notifications;
using Watchfloor.Tests.Contracts;

namespace Watchfloor.Tests.Channels;

public sealed class LogChannelTests : ChannelContract
{
    readonly Lines _lines = new();

    protected override IChannel Channel => new LogChannel(_lines);

    protected override ChannelSpec Reachable => new("The log", "log", []);

    [Fact]
    public async Task A_page_is_one_line()
    {
        await Send(Reachable);
        Assert.Equal(
            "Critical page: Druck zu hoch – Kessel 2 (event e1, level 1, round 1, policy Night shift, channel The log, key e1.p1.1.1.c1)",
            Assert.Single(_lines)
        );
    }

    sealed class Lines : List<string>, ILogger<LogChannel>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Add(formatter(state, exception));
    }
}
