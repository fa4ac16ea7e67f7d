using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Watchfloor.Kernel;

namespace Watchfloor.Tests.Kernel;

public sealed class RetentionStepTests
{
    [Fact]
    public async Task A_step_grows_while_it_is_quick_and_shrinks_when_it_is_not()
    {
        var rows = new Rows(100);
        var sweeper = new RetentionSweeper(
            rows,
            Options.Create(new RetentionOptions()),
            TimeProvider.System,
            rows,
            NullLogger<RetentionSweeper>.Instance
        );
        await sweeper.Sweep(TestContext.Current.CancellationToken);
        Assert.Equal([20, 40, 80, 160, 80, 160], rows.Limits.Take(6));
    }

    /// <summary>More rows than fit into five steps; a step of over a hundred is slow.</summary>
    sealed class Rows(int quick) : TimeProvider, IRetention
    {
        long _ticks;

        public List<int> Limits { get; } = [];

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public Task<int> Remove(Aged what, DateTimeOffset before, int limit, CancellationToken cancellation)
        {
            Limits.Add(limit);
            _ticks += TimeSpan.FromMilliseconds(limit > quick ? 15 : 5).Ticks;
            return Task.FromResult(Limits.Count < 6 ? limit : 0);
        }

        public ValueTask<DateTimeOffset?> LastSweep(CancellationToken cancellation) => new(System.GetUtcNow());

        public Task Swept(DateTimeOffset at) => Task.CompletedTask;
    }
}
