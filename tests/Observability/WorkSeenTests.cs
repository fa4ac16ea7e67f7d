using Watchfloor.Silo;

namespace Watchfloor.Tests.Observability;

public sealed class WorkSeenTests
{
    static readonly TimeSpan Long = TimeSpan.FromSeconds(90);
    static readonly TimeSpan Short = TimeSpan.FromSeconds(2);

    [Fact]
    public void Work_that_goes_on_is_no_reason() =>
        Assert.Empty(
            new WorkSeen
            {
                OldestMessage = Short,
                SinceDelivered = Long,
                SinceLook = TimeSpan.FromSeconds(15),
                SinceServed = Long,
                WaitingWrites = 3_000,
                FreeBytes = 1L << 30,
            }.Reasons()
        );

    [Fact]
    public void Every_reason_is_named_at_once() =>
        Assert.Equal(
            [
                "an alarm clock lags: it has not looked at its deadlines for 90 s",
                "deadlines are not served: the oldest is 90 s late",
                "the outbox stands still: its oldest message has been waiting for 90 s",
                "the store is behind: 50001 writes wait for it",
                "the disk is almost full: 12 MB are left where the data directory lies",
            ],
            new WorkSeen
            {
                OldestMessage = Long,
                SinceDelivered = Long,
                SinceLook = Long,
                OldestMissed = Long,
                SinceServed = Long,
                WaitingWrites = 50_001,
                FreeBytes = 12L << 20,
            }.Reasons()
        );

    [Fact]
    public void One_message_that_nobody_takes_stops_nothing_while_others_arrive() =>
        Assert.Empty(new WorkSeen { OldestMessage = Long, SinceDelivered = Short }.Reasons());

    [Fact]
    public void One_deadline_that_cannot_be_served_stops_nothing_while_others_are() =>
        Assert.Empty(new WorkSeen { OldestMissed = Long, SinceServed = Short }.Reasons());

    [Fact]
    public void A_clock_that_has_not_begun_is_the_start_s_matter() => Assert.Empty(new WorkSeen { SinceLook = null }.Reasons());
}
