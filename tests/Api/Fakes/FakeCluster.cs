using Watchfloor.Clusters;

namespace Watchfloor.Tests.Api.Fakes;

/// <summary>Two silos, one of which was put out.</summary>
sealed class FakeCluster : IClusterReport
{
    static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public ValueTask<ClusterSeen> Look(CancellationToken cancellation) =>
        new(
            new ClusterSeen("house", View: 4, FeatureLevel: 1, At)
            {
                Members =
                [
                    new("silo-1", "127.0.0.1:15001", MemberState.Serving, 9.5, 4, 1, 120, 3, At) { Lanes = [0, 3] },
                    new("silo-2", "127.0.0.1:15002", MemberState.Evicted, -2.5, 3, 1, 0, 0, At),
                ],
                Unreached = [new("silo-1", "127.0.0.1:15001", ["silo-3"], At)],
                Apis = [new("api-1", "http://127.0.0.1:5080", 0.2, 1)],
                WaitingWrites = 3,
                Due = new(12, At),
                Outbox = new(0, null),
            }
        );
}
