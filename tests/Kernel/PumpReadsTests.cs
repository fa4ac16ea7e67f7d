using Watchfloor.Kernel;
using Watchfloor.Tests.Clocks;

namespace Watchfloor.Tests.Kernel;

/// <summary>How often the outbox is read: each read costs the database something, however little it finds.</summary>
public sealed class PumpReadsTests
{
    readonly ManualClock _clock = new();
    readonly OutboxOnPaper _outbox = new();

    [Fact]
    public async Task What_comes_while_it_is_read_shares_the_next_read_with_what_comes_a_moment_later() =>
        await _outbox.Pumped(
            new Nobody(),
            _clock,
            async () =>
            {
                var reading = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                await IsRead(times: 1);
                _outbox.Reading = reading.Task;
                _outbox.Announce();
                await IsRead(times: 2);

                _outbox.Announce();
                reading.SetResult();
                await KernelRoom.Eventually(() => _clock.NextDue is not null || _outbox.Reads > 2, "the pump to go on");
                _outbox.Announce();
                Assert.Equal(2, _outbox.Reads);

                _clock.AdvanceTo(_clock.NextDue!.Value);
                await KernelRoom.Eventually(() => _outbox.Reads == 3, "all of it to be read");
            }
        );

    Task IsRead(int times) =>
        KernelRoom.Eventually(
            () =>
            {
                if (_clock.NextDue is { } due)
                    _clock.AdvanceTo(due);
                return _outbox.Reads == times;
            },
            $"read {times}"
        );

    sealed class Nobody : IDelivery
    {
        public string Kind => "escalation";

        public Task<Outcome> Deliver(IGrainFactory grains, Outgoing message, CancellationToken cancellation) =>
            throw new NotSupportedException();
    }
}
