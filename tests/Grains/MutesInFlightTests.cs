using Watchfloor.Catalogue;
using Watchfloor.Events;
using Watchfloor.Mutes;
using Watchfloor.Store;

namespace Watchfloor.Tests.Grains;

/// <summary>What ends while word of it is on its way.</summary>
public sealed class MutesInFlightTests : GrainRoom
{
    static readonly InhibitionSpec Loss = new("Communication loss", [new("category", LabelOperator.Equal, "communication")], [], []);

    readonly HeldCalls _calls = new();

    protected override void Furnish(IServiceCollection services) => services.AddSingleton<IIncomingGrainCallFilter>(_calls);

    [Fact]
    public async Task A_source_that_is_over_before_its_target_has_heard_of_it_holds_it_no_longer()
    {
        await Raise("pump", "pressure");
        await Raise("loss", "communication");
        _calls.Hold($"{TenantId.Default}/pump");
        var rule = Define();
        await Eventually(() => Task.FromResult(_calls.Count), count => count > 0);
        Assert.True((await Event("loss").Do(new Resolve("ana", false, null), Wish(), Cancellation)).Succeeded);
        await Eventually(() => Mutes.Meet("zz", Of("pressure"), Cancellation), muting => muting is null);
        await Comes(back: rule);
    }

    [Fact]
    public async Task A_rule_that_is_taken_away_before_its_target_has_heard_of_it_holds_it_no_longer()
    {
        await Define();
        await Raise("pump", "pressure");
        _calls.Hold($"{TenantId.Default}/pump");
        var loss = Raise("loss", "communication");
        await Eventually(() => Task.FromResult(_calls.Count), count => count > 0);
        var gone = Grain<IInhibitionGrain>("r1").Do(new Remove<InhibitionSpec>(), Wish(), Cancellation);
        await Eventually(() => Mutes.Meet("zz", Of("pressure"), Cancellation), muting => muting is null);
        await Comes(back: Task.WhenAll(loss, gone));
    }

    [Fact]
    public async Task Nothing_is_kept_of_words_that_have_arrived()
    {
        var courier = new MuteCourier(Grains, TenantId.Default, Get<Watchfloor.Kernel.IIds>());
        await courier.Bring(
            Enumerable.Range(0, 100).Select(number => ($"nobody-{number}", (Func<Mute?>)(() => null))),
            AsideKind.Maintenance,
            Cancellation
        );
        Assert.Equal(0, courier.UnderWay);
    }

    [Fact]
    public async Task What_was_read_before_an_event_was_told_is_not_believed()
    {
        await Raise("pump", "pressure");
        var courier = new MuteCourier(Grains, TenantId.Default, Get<Watchfloor.Kernel.IIds>());
        var mute = new Mute(AsideKind.Inhibited, "loss", "Communication loss", null, PausesSla: false);
        courier.BeginReading();
        await courier.Bring([("pump", () => mute)], AsideKind.Inhibited, Cancellation);
        courier.WasInhibited("pump", null);
        Assert.Equal(mute, courier.Inhibited("pump"));
        courier.EndReading();
        courier.WasInhibited("pump", null);
        Assert.Null(courier.Inhibited("pump"));
    }

    async Task Define() =>
        Assert.True((await Grain<IInhibitionGrain>("r1").Do(new Define<InhibitionSpec>(Loss), Wish(), Cancellation)).Succeeded);

    async Task Comes(Task back)
    {
        _calls.Release();
        await back;
        await Eventually(async () => (await Event("pump").Attention(Cancellation)).Needed, needed => needed);
        Assert.Empty((await Get<IEventReads>().Find(TenantId.Default, "pump", Cancellation))!.Muted);
    }

    async Task Raise(string id, string category) =>
        Assert.True((await Event(id).Do(new Raise(Of(category)), Wish(), Cancellation)).Succeeded);

    IMutesGrain Mutes => Grain<IMutesGrain>("mutes");

    IEventGrain Event(string id) => Grain<IEventGrain>(id);

    static Detection Of(string category) => new("tests", null, null, Severity.Low, category, "f1", category, null, T0, null, []);
}
