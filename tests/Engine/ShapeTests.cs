using Orleans.Runtime;

namespace Watchfloor.Tests.Engine;

public sealed class ShapeTests(EngineCluster cluster) : IClassFixture<EngineCluster>
{
    readonly string _key = EngineCluster.NewKey();

    [Fact]
    public async Task A_generic_interface_is_called_like_any_other()
    {
        var grain = cluster.Client.GetGrain<IAsked<Riddle>>(GrainId.Create("test-oracle", _key));

        Assert.Equal(
            "Riddle { Text = why } Riddle { Text = why }",
            await grain.Ask(new("why"), times: 2, TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task One_class_may_have_one_generic_interface_twice()
    {
        Assert.Equal("number 42", await cluster.Client.GetGrain<IAsked<int>>(_key).Ask(21, 2, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Inherited_interfaces_are_part_of_the_reference()
    {
        var grain = cluster.Client.GetGrain<IOracle>(_key);

        Assert.Equal("number 7", await grain.Ask(7, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(_key, await grain.Name());
    }

    [Fact]
    public async Task Value_tasks_work_with_and_without_a_result()
    {
        var grain = cluster.Client.GetGrain<IOracle>(_key);

        await grain.Touch();
        await grain.Touch();

        Assert.Equal(2, await grain.Touches());
        Assert.Equal(_key, await cluster.Inside.GetGrain<INamed>(GrainId.Create("test-sphinx", _key)).Name());
    }

    [Fact]
    public void An_interface_of_two_classes_is_ambiguous_by_key_alone() =>
        Assert.Throws<ArgumentException>(() => cluster.Client.GetGrain<INamed>(_key));

    [Fact]
    public async Task A_prefix_of_the_class_name_chooses()
    {
        var grain = cluster.Client.GetGrain<INamed>(_key, typeof(SphinxGrain).FullName);

        Assert.Equal($"test-sphinx/{_key}", grain.GetGrainId().ToString());
        Assert.Equal(_key, await grain.Name());
    }

    [Fact]
    public void An_empty_key_is_refused() => Assert.ThrowsAny<ArgumentException>(() => cluster.Client.GetGrain<IOracle>(""));

    [Fact]
    public void References_are_equal_when_they_name_the_same_grain_through_the_same_interface()
    {
        Assert.Equal(cluster.Client.GetGrain<IOracle>(_key), cluster.Client.GetGrain<IOracle>(_key));
        Assert.NotEqual(cluster.Client.GetGrain<IOracle>(_key), cluster.Client.GetGrain<IOracle>(_key + "x"));
    }

    [Fact]
    public void A_grain_id_is_read_back_from_its_text()
    {
        var id = GrainId.Create("event", "acme/e-1");

        Assert.Equal(id, GrainId.Parse(id.ToString()));
        Assert.Equal("acme/e-1", id.Key.ToString());
        Assert.Equal("event", id.Type.ToString());
        Assert.False(GrainId.TryParse("no-slash", out _));
    }
}
