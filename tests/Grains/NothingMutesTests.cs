using Watchfloor.Catalogue;
using Watchfloor.Events;
using Watchfloor.Mutes;
using Watchfloor.Store;

namespace Watchfloor.Tests.Grains;

/// <summary>Events of plants that have no windows and no rules at the moment.</summary>
public sealed class NothingMutesTests : GrainRoom
{
    static readonly MaintenanceSpec Work = new("Work", null, [], T0, T0.AddHours(1), null);

    readonly HeldCalls _calls = new();

    protected override void Furnish(IServiceCollection services) => services.AddSingleton<IIncomingGrainCallFilter>(_calls);

    [Theory]
    [InlineData(nameof(IMutesGrain.Meet))]
    [InlineData(nameof(IMutesGrain.Know))]
    public async Task Where_nothing_mutes_an_event_neither_asks_nor_tells_anybody(string method)
    {
        await Raise("first");
        _calls.Fail($"{TenantId.Default}/mutes", method, new InvalidOperationException("asked"));

        await Raise("second");

        Assert.Equal(0, _calls.Failed);
    }

    [Fact]
    public async Task From_its_answer_on_a_window_mutes_what_begins_although_nothing_was_muted_before()
    {
        await Raise("first");
        var defining = Window.Do(new Define<MaintenanceSpec>(Work), Wish(), Cancellation);
        await Raise("meanwhile");
        Assert.True((await defining).Succeeded);

        await Raise("later");

        Assert.Single((await Find("later")).Muted);
        foreach (var earlier in new[] { "first", "meanwhile" })
            await Eventually(async () => (await Find(earlier)).Muted.Count, muted => muted == 1);
    }

    [Fact]
    public async Task After_the_last_window_is_taken_away_nobody_is_asked_any_more()
    {
        Assert.True((await Window.Do(new Define<MaintenanceSpec>(Work), Wish(), Cancellation)).Succeeded);
        await Raise("muted");
        Assert.True((await Window.Do(new Remove<MaintenanceSpec>(), Wish(), Cancellation)).Succeeded);
        await Eventually(async () => (await Find("muted")).Muted.Count, muted => muted == 0);
        _calls.Fail($"{TenantId.Default}/mutes", nameof(IMutesGrain.Meet), new InvalidOperationException("asked"));

        await Raise("free");

        Assert.Equal(0, _calls.Failed);
    }

    IMaintenanceGrain Window => Grain<IMaintenanceGrain>("w1");

    async Task Raise(string id) =>
        Assert.True((await Grain<IEventGrain>(id).Do(new Raise(Of("pressure")), Wish(), Cancellation)).Succeeded);

    async Task<EventView> Find(string id) => (await Get<IEventReads>().Find(TenantId.Default, id, Cancellation))!;

    static Detection Of(string category) => new("tests", null, null, Severity.Low, category, "f1", category, null, T0, null, []);
}
