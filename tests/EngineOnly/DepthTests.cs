using Orleans.Serialization;
using Watchfloor.Tests.Engine;

namespace Watchfloor.Tests.EngineOnly;

public sealed class DepthTests(EngineCluster cluster) : IClassFixture<EngineCluster>
{
    IEcho Outside => cluster.Client.GetGrain<IEcho>("echo");

    [Fact]
    public async Task A_value_nested_without_end_is_refused()
    {
        var report = EchoGrain.Kept;
        for (var depth = 0; depth < 1000; depth++)
            report = report with { Before = report };

        await Assert.ThrowsAnyAsync<SerializerException>(() => Outside.Say(report));
    }
}
