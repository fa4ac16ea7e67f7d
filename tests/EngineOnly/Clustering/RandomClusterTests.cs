using Orleans.Clustering;
using Orleans.Runtime;
using Barrier = Orleans.Clustering.Barrier;

namespace Watchfloor.Tests.EngineOnly.Clustering;

/// <summary>Lives take steps in any order, as the model lets them, with the types of the engine: their grains stay each with one.</summary>
public sealed class RandomClusterTests
{
    const int Steps = 400;
    static readonly GrainId[] Watched = Lives.Grains(30);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 3)]
    [InlineData(3, 5)]
    [InlineData(4, 2)]
    public async Task No_two_members_may_commit_for_a_grain_and_at_last_each_has_one(int seed, int places)
    {
        for (var run = 0; run < 60; run++)
        {
            var walk = new Walk(new(seed * 1000 + run), places);
            for (var step = 0; step < Steps; step++)
            {
                await walk.Step();
                await walk.Check($"seed {seed}, run {run}, step {step}");
            }
            await walk.Settle($"seed {seed}, run {run}");
        }
    }

    sealed class Walk(Random random, int places)
    {
        readonly MemoryMembershipTable _table = MemoryMembershipTable.Of($"{Guid.NewGuid()}", TimeProvider.System);
        readonly List<One> _lives = [];
        int _joined;

        Membership Members => new(_table, TimeSpan.FromHours(1));

        internal async Task Step()
        {
            if (_lives.Count == 0 || (_lives.Count < places && random.Next(20) == 0))
            {
                await Join();
                return;
            }
            var one = _lives[random.Next(_lives.Count)];
            switch (random.Next(60))
            {
                case 0 when _lives.Count > 1:
                    await Members.Leave(one.Self, Cancellation);
                    break;
                case 1 when _lives.Count > 1: // whoever it is: a refusal is enough
                    await _table.Evict(
                        new(_lives[random.Next(_lives.Count)].Self, one.Self, one.Handover.Installed.Number, LeaseLeft: null),
                        Cancellation
                    );
                    break;
                case < 20:
                    await Look(one);
                    break;
                case < 35:
                    one.Handover.Refuse(one.Dropping = one.Handover.Installed);
                    break;
                case < 45:
                    one.Handover.Drop(one.Dropping);
                    break;
                default:
                    await Renew(one);
                    break;
            }
        }

        /// <summary>Whoever is evicted may think what he likes: the fence refuses his commits.</summary>
        internal async Task Check(string when)
        {
            var read = await _table.Read(Cancellation);
            var members = _lives.FindAll(one => read.RowOf(one.Self) is not null);
            foreach (var grain in Watched)
            {
                var count = members.Count(one => one.Handover.MayCommit(grain));
                Assert.True(count <= 1, $"{when}: {count} may commit for {grain}");
            }
        }

        /// <summary>Everybody does what he can until nothing changes any more.</summary>
        internal async Task Settle(string when)
        {
            if (!(await _table.Read(Cancellation)).Rows.Any(row => row.Member.TakesGrains))
                await Join();
            for (var round = 0; round < 8; round++)
                foreach (var one in _lives.ToArray())
                {
                    await Look(one);
                    one.Handover.Refuse(one.Handover.Installed);
                    one.Handover.Drop(one.Handover.Installed);
                    await Renew(one);
                }
            foreach (var grain in Watched)
                Assert.True(_lives.Count(one => one.Handover.MayServe(grain)) == 1, $"{when}: {grain} has no owner");
            await Check(when);
        }

        async Task Join()
        {
            var joined = await Members.Join(Lives.Member(++_joined), Cancellation);
            var one = new One(joined.Address);
            one.Handover.Install(joined.View);
            _lives.Add(one);
        }

        async Task Look(One one)
        {
            var read = await _table.Read(Cancellation);
            if (read.RowOf(one.Self) is not { } row)
            {
                _lives.Remove(one);
                return;
            }
            one.Handover.Install(read.View);
            if (Barrier.IsPassed(read, one.Handover.Installed, one.Self))
                one.Handover.Activate(one.Handover.Installed);
            if (row.Member.TakesGrains || one.Handover.IsDropping)
                return;
            await Members.Depart(one.Self, Cancellation);
            _lives.Remove(one);
        }

        async Task Renew(One one)
        {
            if (await Members.RenewLease(one.Self, one.Handover.Acknowledged, 0, Cancellation) is null)
                _lives.Remove(one);
        }
    }

    sealed class One(SiloAddress self)
    {
        internal SiloAddress Self => self;

        internal Handover Handover { get; } = new(self);

        internal View Dropping { get; set; } = View.None;
    }
}
