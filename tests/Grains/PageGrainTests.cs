using Watchfloor.Catalogue;
using Watchfloor.Events;
using Watchfloor.Notifications;
using Watchfloor.Store;

namespace Watchfloor.Tests.Grains;

public sealed class PageGrainTests : GrainRoom
{
    static readonly Detection Boiler = new("boiler-2", null, null, Severity.High, "pressure", "f1", "Pressure high", null, T0, null, []);

    [Fact]
    public async Task A_page_to_a_channel_that_was_removed_is_suppressed_and_says_so()
    {
        await Grain<IEventGrain>("e1").Do(new Raise(Boiler), Wish(), Cancellation);
        var page = await Paged("gone");
        Assert.Equal((PageStatus.Suppressed, "the channel was removed"), (page.Status, page.Reason));
        Assert.Empty(page.Attempts);
    }

    [Fact]
    public async Task A_page_of_an_event_that_does_not_exist_is_suppressed()
    {
        await Channel("log");
        var page = await Paged("c1");
        Assert.Equal((PageStatus.Suppressed, "there is no such event"), (page.Status, page.Reason));
    }

    [Fact]
    public async Task A_page_to_a_kind_that_nobody_serves_is_given_up_and_says_so()
    {
        await Grain<IEventGrain>("e1").Do(new Raise(Boiler), Wish(), Cancellation);
        await Channel("pigeon");
        var page = await Paged("c1");
        Assert.Equal((PageStatus.Dead, "this installation has no channel of kind 'pigeon'"), (page.Status, page.Reason));
        Assert.Equal(("My channel", "pigeon"), (page.ChannelName, page.ChannelKind));
    }

    [Fact]
    public async Task A_page_asked_for_twice_is_sent_once()
    {
        await Grain<IEventGrain>("e1").Do(new Raise(Boiler), Wish(), Cancellation);
        await Channel("log");
        await Paged("c1");
        var page = await Paged("c1");
        Assert.Equal(PageStatus.Delivered, page.Status);
        Assert.Single(page.Attempts);
    }

    [Fact]
    public async Task A_page_whose_event_is_given_back_while_it_asks_goes_out()
    {
        await Channel("log");
        await Grain<IEventGrain>("e1").Do(new Raise(Boiler), Wish(), Cancellation);
        await Grain<IEventGrain>("e1").Do(new Acknowledge("ana"), Wish(), Cancellation);
        _calls.Hold($"{TenantId.Default}/e1", nameof(IEventGrain.Attention));
        var paged = Paged("c1", PageStatus.Delivered);
        await Eventually(() => Task.FromResult(_calls.Count), count => count > 0);
        Assert.True((await Grain<IEventGrain>("e1").Do(new Unacknowledge("ana", null), Wish(), Cancellation)).Succeeded);
        await Grain<IPageGrain>(PageIds.Of("e1", "p1", 1, 1, "c1")).Do(new ResumePage(), Wish(), Cancellation);
        _calls.Release();
        Assert.Equal(PageStatus.Delivered, (await paged).Status);
    }

    readonly HeldCalls _calls = new();

    protected override void Furnish(IServiceCollection services) => services.AddSingleton<IIncomingGrainCallFilter>(_calls);

    async Task Channel(string kind) =>
        await Grain<IChannelGrain>("c1").Do(new Define<ChannelSpec>(new("My channel", kind, [])), Wish(), Cancellation);

    /// <summary>Asks for a page and waits for its end.</summary>
    async Task<PageView> Paged(string channelId, params PageStatus[] ends)
    {
        if (ends is [])
            ends = [PageStatus.Delivered, PageStatus.Dead, PageStatus.Suppressed];
        var send = new SendPage("e1", "p1", "Night shift", 1, 1, channelId, Severity.High, T0, "due");
        await Grain<IPageGrain>(PageIds.Of("e1", "p1", 1, 1, channelId)).Do(send, Wish(), Cancellation);
        var pages = await Eventually(
            async () => await Get<IEventReads>().Pages(TenantId.Default, "e1", Cancellation),
            pages => pages.Count == 1 && ends.Contains(pages[0].Status)
        );
        return pages[0];
    }
}
