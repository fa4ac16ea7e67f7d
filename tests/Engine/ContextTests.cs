using Orleans.Runtime;

namespace Watchfloor.Tests.Engine;

public sealed class ContextTests(EngineCluster cluster) : IClassFixture<EngineCluster>, IDisposable
{
    readonly string _key = EngineCluster.NewKey();

    public void Dispose() => RequestContext.Clear();

    [Fact]
    public async Task What_a_client_says_of_itself_reaches_the_grain()
    {
        RequestContext.Set("who", "ana");

        Assert.Equal("ana", await cluster.Client.GetGrain<ICaller>(_key).Who());
    }

    [Fact]
    public async Task It_reaches_the_grain_behind_the_grain()
    {
        RequestContext.Set("who", "ana");

        Assert.Equal("ana", await cluster.Client.GetGrain<ICaller>(_key).WhoBehind($"{_key}-next"));
    }

    [Fact]
    public async Task A_grain_may_speak_for_somebody_else_from_then_on()
    {
        RequestContext.Set("who", "ana");

        Assert.Equal("ben", await cluster.Client.GetGrain<ICaller>(_key).WhoAfterSetting("ben", $"{_key}-next"));
        Assert.Equal("ana", RequestContext.Get("who"));
    }

    [Fact]
    public async Task One_call_leaves_nothing_behind_for_the_next()
    {
        var grain = cluster.Client.GetGrain<ICaller>(_key);
        RequestContext.Set("who", "ana");
        await grain.WhoAfterSetting("ben", $"{_key}-next");
        RequestContext.Clear();

        Assert.Null(await grain.Who());
    }

    [Fact]
    public async Task A_removed_value_travels_no_more()
    {
        RequestContext.Set("who", "ana");
        RequestContext.Set("tenant", "acme");

        Assert.True(RequestContext.Remove("who"));
        Assert.False(RequestContext.Remove("who"));

        Assert.Null(await cluster.Client.GetGrain<ICaller>(_key).Who());
        Assert.Equal(["tenant"], RequestContext.Keys);
    }

    [Fact]
    public async Task Calls_side_by_side_keep_their_callers_apart()
    {
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 100)
                .Select(number =>
                    Task.Run(() =>
                    {
                        RequestContext.Set("who", $"caller {number}");
                        return cluster.Inside.GetGrain<ICaller>($"{_key}-{number % 3}").WhoBehind(_key);
                    })
                )
        );

        Assert.Equal(Enumerable.Range(0, 100).Select(static number => $"caller {number}"), answers);
    }

    [Fact]
    public async Task Nothing_else_of_the_callers_surroundings_reaches_the_grain()
    {
        CallerGrain.Local.Value = "mine";

        Assert.Null(await cluster.Inside.GetGrain<ICaller>(_key).Ambient());
    }

    [Fact]
    public async Task A_grain_hands_itself_out_as_a_reference()
    {
        RequestContext.Set("who", "ana");
        var self = await cluster.Client.GetGrain<ICaller>(_key).Self();

        Assert.Equal(cluster.Client.GetGrain<ICaller>(_key), self);
        Assert.Equal("ana", await self.Who());
    }
}
