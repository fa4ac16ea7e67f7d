using Watchfloor.Store;
using Watchfloor.Tests.Clocks;
using Watchfloor.Tests.Stores.Postgres;

namespace Watchfloor.Tests.Stores;

public sealed class ClusterClockTests : PostgresRoom
{
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    readonly Wrong _machine = new();

    [Fact]
    public void Until_it_has_asked_it_is_the_machines_time() => Assert.Equal(_machine.GetUtcNow(), new ClusterClock(_machine).GetUtcNow());

    [Fact]
    public void What_becomes_of_the_machines_clock_later_is_nothing_to_it()
    {
        var clock = new ClusterClock(_machine);
        var truth = _machine.GetUtcNow() - Hour;
        clock.Learn(_machine.GetTimestamp(), truth);

        _machine.Steady.Advance(TimeSpan.FromSeconds(3));
        _machine.Off += Hour;

        Assert.Equal(truth + TimeSpan.FromSeconds(3), clock.GetUtcNow());
    }

    [Theory]
    [InlineData(40, 0, false)] // it does not twitch
    [InlineData(400, 0, true)]
    [InlineData(-400, 0, true)]
    [InlineData(400, 1_000, false)] // the answer took so long that it may be as wrong
    [InlineData(5_000, 1_000, true)]
    public void A_difference_counts_where_it_is_more_than_the_answer_may_hide(int differs, int took, bool counts)
    {
        var clock = new ClusterClock(_machine);
        var truth = _machine.GetUtcNow() + Hour;
        clock.Learn(_machine.GetTimestamp(), truth);
        var asked = _machine.GetTimestamp();
        _machine.Steady.Advance(TimeSpan.FromMilliseconds(took));
        var expected = truth + TimeSpan.FromMilliseconds(took);

        // It answered half way.
        clock.Learn(asked, expected + TimeSpan.FromMilliseconds(differs - (took / 2)));

        Assert.Equal(counts ? expected + TimeSpan.FromMilliseconds(differs) : expected, clock.GetUtcNow());
    }

    [Fact]
    public async Task A_server_whose_clock_is_off_by_an_hour_has_the_time_of_the_database()
    {
        var clock = new ClusterClock(new Wrong { Off = Hour });
        var before = await Server.Ask<DateTime>(Database, "SELECT clock_timestamp()");
        await using var store = await PostgresStore.Open(Server.To(Database), clock, Together, Cancellation);
        var after = await Server.Ask<DateTime>(Database, "SELECT clock_timestamp()");

        // The machine's steady clock stands still here.
        var now = clock.GetUtcNow().UtcDateTime;
        Assert.True(now >= before.ToUniversalTime() && now <= after.ToUniversalTime(), $"{before:O} {now:O} {after:O}");
    }

    /// <summary>A machine of which the wall clock is wrong and the steady one is right.</summary>
    sealed class Wrong : TimeProvider
    {
        public ManualClock Steady { get; } = new();

        public TimeSpan Off { get; set; }

        public override long TimestampFrequency => Steady.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => Steady.GetUtcNow() + Off;

        public override long GetTimestamp() => Steady.GetTimestamp();
    }
}
