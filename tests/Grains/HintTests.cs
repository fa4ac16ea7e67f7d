using Watchfloor.Catalogue;
using Watchfloor.Devices;
using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Store;
using Watchfloor.Telemetry;

namespace Watchfloor.Tests.Grains;

/// <summary>Readings come in while a device cannot look at them.</summary>
public sealed class HintTests : GrainRoom
{
    const int Batches = 300;

    readonly SlowLog _log = new();

    protected override void Furnish(IServiceCollection services) =>
        services.AddSingleton<ITelemetryLog>(provider =>
        {
            _log.Inner = provider.GetRequiredService<IStore>().Telemetry;
            return _log;
        });

    [Fact]
    public async Task A_device_that_is_stuck_holds_up_no_batch_and_misses_no_reading()
    {
        var rule = new ThresholdRuleSpec("Too high", "d/t", Comparison.Above, 8, TimeSpan.Zero, null, Severity.High, "pressure", null);
        var defined = await Grain<IRuleGrain>("r1").Do(new Define<ThresholdRuleSpec>(rule), Wish(), Cancellation);
        Assert.Equal(OutcomeKind.Done, defined.Kind);
        await Take(0, 1);
        await Eventually(() => Task.FromResult(_log.Reads), reads => reads > 0);
        var release = _log.Hold();

        for (var seq = 1; seq < Batches; seq++)
            Assert.Equal(1, await Take(seq, 1)); // all are acknowledged: nobody waits for the device
        Assert.Equal(1, await Take(Batches, 9));

        release();
        var raised = await Eventually(
            async () => (await Get<IEventReads>().List(TenantId.Default, new([], []), 100, null, Cancellation)).Items,
            events => events.Count > 0
        );
        Assert.Equal("Too high: 9 is above 8", Assert.Single(raised).Title);
        await Eventually(async () => await Get<IStoreHealth>().OutboxDepth(Cancellation), waiting => waiting == 0);
        Assert.Equal(Enumerable.Range(0, Batches + 1).Select(seq => (long)seq + 1), _log.Seen.Distinct());
    }

    Task<int> Take(long seq, double value) =>
        Grains
            .GetGrain<ITelemetryGrain>(TenantId.Default.Value)
            .Take(new(1, "edge", "a", seq, [new("d/t", Clock.GetUtcNow(), value, Quality.Good)]), Cancellation);

    sealed class SlowLog : ITelemetryLog
    {
        readonly Lock _gate = new();
        TaskCompletionSource? _held;

        public ITelemetryLog Inner { get; set; } = null!;

        public int Reads { get; private set; }

        public List<long> Seen { get; } = [];

        public Action Hold()
        {
            var held = _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return held.SetResult;
        }

        public Task<IReadOnlyList<DeviceRange>> Append(
            TenantId tenant,
            TelemetryBatch batch,
            DateTimeOffset receivedAt,
            string? trace = null
        ) => Inner.Append(tenant, batch, receivedAt, trace);

        public ValueTask<long> Newest(TenantId tenant, string deviceId, CancellationToken cancellation) =>
            Inner.Newest(tenant, deviceId, cancellation);

        public async ValueTask<IReadOnlyList<Reading>> After(
            TenantId tenant,
            string deviceId,
            long seq,
            int limit,
            CancellationToken cancellation
        )
        {
            if (_held is { } held)
                await held.Task;
            var page = await Inner.After(tenant, deviceId, seq, limit, cancellation);
            lock (_gate)
            {
                Reads++;
                Seen.AddRange(page.Select(reading => reading.Seq));
            }
            return page;
        }
    }
}
