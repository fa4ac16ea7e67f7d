using System.Diagnostics;
using Watchfloor.Tests.Engine;

namespace Watchfloor.Tests.EngineOnly;

/// <summary>Traces cross calls without being asked to; the official engine wants a word in the composition.</summary>
public sealed class TraceTests(EngineCluster cluster) : IClassFixture<EngineCluster>
{
    readonly string _key = EngineCluster.NewKey();

    [Fact]
    public async Task The_trace_of_the_caller_goes_on_in_the_grain()
    {
        using var activity = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();

        Assert.Equal(activity.TraceId.ToString(), await cluster.Inside.GetGrain<ICaller>(_key).Trace());
    }
}
