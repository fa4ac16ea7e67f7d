using System.Collections.Concurrent;
using Watchfloor.Kernel;
using Watchfloor.Tests.Clocks;

namespace Watchfloor.Tests.Kernel;

public sealed class DutyTests : KernelRoom
{
    readonly Sweeping _sweeping = new();

    protected override TimeProvider Machine { get; } = new ManualClock();

    protected override void Add(IServiceCollection services) => services.AddSingleton<IDuty>(_sweeping);

    [Fact]
    public async Task Every_part_is_done_once_from_the_start_on()
    {
        await Eventually(() => _sweeping.Running.Count == 2, "both parts to run");
        await Beat(5);

        Assert.Equal([0, 1], _sweeping.Begun.Order());
        Assert.Equal(["outbox/0", "outbox/1", "sweeping/0", "sweeping/1"], Get<Duties>().Here);
    }

    [Fact]
    public async Task One_that_fails_is_begun_anew()
    {
        await Eventually(() => _sweeping.Running.Count == 2, "both parts to run");

        _sweeping.Fail(1);

        await Eventually(
            () =>
            {
                ((ManualClock)Machine).Advance(TimeSpan.FromMilliseconds(500));
                return _sweeping.Begun.Count(part => part == 1) > 1 && _sweeping.Running.Count == 2;
            },
            "the second part to begin anew"
        );
        Assert.Equal(1, _sweeping.Begun.Count(part => part == 0));
    }

    [Fact]
    public async Task All_of_them_end_before_the_silo_does()
    {
        await Eventually(() => _sweeping.Running.Count == 2, "both parts to run");

        await Stop();

        Assert.Empty(_sweeping.Running);
        Assert.Equal(2, _sweeping.Begun.Count);
    }

    [Fact]
    public async Task It_knows_no_caller()
    {
        await Eventually(() => _sweeping.Running.Count == 2, "both parts to run");

        Assert.All(_sweeping.Tenants, Assert.Null);
    }

    async Task Beat(int times)
    {
        for (var beat = 0; beat < times; beat++)
        {
            ((ManualClock)Machine).Advance(TimeSpan.FromMilliseconds(500));
            await Grains.Duty("sweeping", 0).Keep();
            await Grains.Duty("sweeping", 1).Keep();
        }
    }

    sealed class Sweeping : IDuty
    {
        readonly ConcurrentDictionary<int, TaskCompletionSource> _running = [];

        public string Name => "sweeping";

        public int Partitions => 2;

        public ConcurrentQueue<int> Begun { get; } = [];

        public ConcurrentQueue<TenantId?> Tenants { get; } = [];

        public ICollection<int> Running => _running.Keys;

        public void Fail(int partition) => _running[partition].SetException(new IOException("the broom broke"));

        public async Task Run(int partition, CancellationToken ending)
        {
            var work = _running[partition] = new(TaskCreationOptions.RunContinuationsAsynchronously);
            Tenants.Enqueue(CallerContext.Tenant);
            Begun.Enqueue(partition);
            try
            {
                await work.Task.WaitAsync(ending);
            }
            finally
            {
                _running.TryRemove(partition, out _);
            }
        }
    }
}
