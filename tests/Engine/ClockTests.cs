using Orleans.Reminders;
using Orleans.Runtime;
using Orleans.Streams;

namespace Watchfloor.Tests.Engine;

public sealed class ClockTests(EngineCluster cluster) : IClassFixture<EngineCluster>
{
    [Fact]
    public void Grain_timers_follow_the_plain_clock() =>
        Assert.Same(cluster.Clock, cluster.Services.GetRequiredKeyedService<TimeProvider>(TimeProviderNames.Grains));

    [Theory]
    [InlineData(TimeProviderNames.Messaging)]
    [InlineData(TimeProviderNames.Membership)]
    [InlineData(TimeProviderNames.SystemTimers)]
    [InlineData(TimeProviderNames.ActivationManagement)]
    [InlineData(TimeProviderNames.GrainDirectory)]
    [InlineData(ReminderTimeProviderNames.Reminders)]
    [InlineData(StreamingTimeProviderNames.Streaming)]
    public void Everything_else_runs_on_real_time(string area) =>
        Assert.Same(TimeProvider.System, cluster.Services.GetRequiredKeyedService<TimeProvider>(area));
}
