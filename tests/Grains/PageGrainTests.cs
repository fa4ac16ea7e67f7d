using Watchfloor.Catalogue;
using Watchfloor.Channels;
using Watchfloor.Events;
using Watchfloor.Kernel;
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

    [Fact]
    public async Task An_attempt_that_began_after_an_acknowledge_is_called_off_before_anything_is_sent()
    {
        await Channel("log");
        await Grain<IEventGrain>("e1").Do(new Raise(Boiler), Wish(), Cancellation);
        _calls.Hold($"{TenantId.Default}/e1", nameof(IEventGrain.Attention));
        var paged = Paged("c1");
        await Eventually(() => Task.FromResult(_calls.Count), count => count > 0);
        Assert.True((await Grain<IEventGrain>("e1").Do(new Acknowledge("ana"), Wish(), Cancellation)).Succeeded);
        _calls.Release(); // the answer is an old one: somebody needs to hear of it
        var page = await paged;
        Assert.Equal((PageStatus.Suppressed, "acknowledged by ana"), (page.Status, page.Reason));
        Assert.Equal("called off", Assert.Single(page.Attempts).Result);
    }

    [Fact]
    public async Task Who_is_asked_amidst_an_attempt_goes_on_with_it_and_does_not_begin_another()
    {
        await Grain<IEventGrain>("e1").Do(new Raise(Boiler), Wish(), Cancellation);
        await Channel("slow");
        var paged = Paged("c1");
        await _slow.IsCalled.WaitAsync(Cancellation);
        _lives.IsOver = true; // what the own one is at, it knows by itself
        await Grains
            .GetGrain<IWake>(new EntityId(Kinds.Page, TenantId.Default, PageIds.Of("e1", "p1", 1, 1, "c1")).ToGrainId())
            .Wake(Cancellation);
        _slow.Answer();
        Assert.Equal("delivered", Assert.Single((await paged).Attempts).Result);
    }

    [Fact]
    public async Task An_attempt_that_goes_on_where_the_page_was_before_is_not_made_again_until_that_life_is_over()
    {
        await Grain<IEventGrain>("e1").Do(new Raise(Boiler), Wish(), Cancellation);
        await Channel("slow");
        var paged = Paged("c1");
        await _slow.IsCalled.WaitAsync(Cancellation);
        var page = new EntityId(Kinds.Page, TenantId.Default, PageIds.Of("e1", "p1", 1, 1, "c1"));
        Get<AttemptsUnderWay>().End(page, 1); // as if the page had moved: nobody here makes it

        await Grains.GetGrain<IWake>(page.ToGrainId()).Wake(Cancellation);
        Assert.Null(Assert.Single((await Get<IEventReads>().Pages(TenantId.Default, "e1", Cancellation)).Single().Attempts).Result);
        _lives.IsOver = true;
        await Grains.GetGrain<IWake>(page.ToGrainId()).Wake(Cancellation);
        await Eventually(() => Task.FromResult(_slow.Calls), calls => calls == 2);

        _slow.Answer();
        Assert.Contains("delivered", (await paged).Attempts.Select(attempt => attempt.Result));
        Assert.Equal(["this one"], _lives.Asked.Distinct());
    }

    [Fact]
    public async Task An_attempt_that_is_made_again_belongs_to_the_story_of_its_page()
    {
        const string Story = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        await Grain<IEventGrain>("e1").Do(new Raise(Boiler), Wish(), Cancellation);
        await Channel("slow");
        var paged = Told();
        await _slow.IsCalled.WaitAsync(Cancellation);
        var page = new EntityId(Kinds.Page, TenantId.Default, PageIds.Of("e1", "p1", 1, 1, "c1"));
        Get<AttemptsUnderWay>().End(page, 1);
        _lives.IsOver = true;

        await Grains.GetGrain<IWake>(page.ToGrainId()).Wake(Cancellation);
        await Eventually(() => Task.FromResult(_slow.Calls), calls => calls == 2);
        _slow.Answer();
        await paged;

        for (var version = 1; version <= 4; version++) // due, attempted, lost, attempted
            Assert.Equal(Story, await Get<IEntities>().Trace(page, version, Cancellation));

        async Task<PageView> Told()
        {
            CallerContext.Follow(Story);
            return await Paged("c1");
        }
    }

    [Fact]
    public async Task What_the_receiver_took_is_delivered_though_the_event_cannot_be_asked_afterwards()
    {
        await Grain<IEventGrain>("e1").Do(new Raise(Boiler), Wish(), Cancellation);
        await Channel("slow");
        var paged = Paged("c1");
        await _slow.IsCalled.WaitAsync(Cancellation);
        _calls.Fail($"{TenantId.Default}/e1", nameof(IEventGrain.Attention), new TimeoutException("nobody answers"));

        _slow.Answer();

        var page = await paged;
        Assert.Equal((PageStatus.Delivered, false), (page.Status, page.Crossed));
        Assert.Equal("delivered", Assert.Single(page.Attempts).Result);
    }

    [Fact]
    public async Task A_page_that_meets_a_cancellation_which_is_not_its_own_is_tried_again_soon()
    {
        await Grain<IEventGrain>("e1").Do(new Raise(Boiler), Wish(), Cancellation);
        await Channel("log");
        _calls.Fail($"{TenantId.Default}/e1", nameof(IEventGrain.Attention), new OperationCanceledException("it was given away"));
        var paged = Paged("c1");
        await Eventually(() => Task.FromResult(_calls.Failed), failed => failed > 0);
        _calls.Release();

        await Eventually(
            () =>
            {
                Clock.Advance(TimeSpan.FromMilliseconds(10));
                return Task.FromResult(paged.IsCompleted);
            },
            isCompleted => isCompleted
        );

        Assert.InRange((await paged).DeliveredAt!.Value, T0, T0 + AlarmTimes.Alone.Rescan / 2);
    }

    readonly HeldCalls _calls = new();

    readonly OtherLives _lives = new();

    readonly SlowChannel _slow = new();

    protected override void Furnish(IServiceCollection services) =>
        services.AddSingleton<IIncomingGrainCallFilter>(_calls).AddKeyedSingleton<IChannel>("slow", _slow).AddSingleton<ILives>(_lives);

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

    /// <summary>Takes a page, and answers when it is told to.</summary>
    sealed class SlowChannel : IChannel
    {
        readonly TaskCompletionSource _called = new(TaskCreationOptions.RunContinuationsAsynchronously);
        readonly TaskCompletionSource<Delivery> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ChannelKind Kind { get; } = new("slow", "Slow", []);

        int _calls;

        public int Calls => Volatile.Read(ref _calls);

        public Task IsCalled => _called.Task;

        public void Answer() => _answer.SetResult(Delivery.Delivered());

        public Task<Delivery> Send(PageMessage page, ChannelSpec channel, CancellationToken cancellation)
        {
            Interlocked.Increment(ref _calls);
            _called.TrySetResult();
            return _answer.Task;
        }
    }

    /// <summary>One of several, whose life may be taken for over.</summary>
    sealed class OtherLives : ILives
    {
        readonly System.Collections.Concurrent.ConcurrentQueue<string?> _asked = [];

        public volatile bool IsOver;

        public string Own => "this one";

        public IEnumerable<string?> Asked => _asked;

        public bool MayGoOn(string? life)
        {
            _asked.Enqueue(life);
            return !IsOver;
        }
    }
}
