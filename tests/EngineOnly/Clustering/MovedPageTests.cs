using Watchfloor.Catalogue;
using Watchfloor.Channels;
using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Notifications;
using Watchfloor.Store;
using Watchfloor.Tests.Grains;

namespace Watchfloor.Tests.EngineOnly.Clustering;

/// <summary>A page moves while its receiver is at it; the attempt goes on where it began.</summary>
public sealed class MovedPageTests : GrainRoom
{
    static readonly Detection Boiler = new("boiler-2", null, null, Severity.High, "pressure", "f1", "Pressure high", null, T0, null, []);
    static readonly EntityId Page = new(Kinds.Page, TenantId.Default, PageIds.Of("e1", "p1", 1, 1, "c1"));

    readonly Receiver _receiver = new();

    protected override void Furnish(IServiceCollection services) =>
        services.AddKeyedSingleton<IChannel>("slow", _receiver).AddSingleton<ILives>(new Others());

    [Fact]
    public async Task It_is_told_how_the_attempt_ended_and_is_not_sent_twice()
    {
        await Grain<IEventGrain>("e1").Do(new Raise(Boiler), Wish(), Cancellation);
        await Grain<IChannelGrain>("c1").Do(new Define<ChannelSpec>(new("My channel", "slow", [])), Wish(), Cancellation);
        var send = new SendPage("e1", "p1", "Night shift", 1, 1, "c1", Severity.High, T0, "due");
        await Grain<IPageGrain>(Page.Id).Do(send, Wish(), Cancellation);
        await Eventually(() => Task.FromResult(_receiver.Calls), calls => calls == 1);

        await Get<Orleans.Runtime.Silo>().LetGo(grain => grain != Page.ToGrainId(), TimeSpan.FromSeconds(30));
        Get<AttemptsUnderWay>().End(Page, 1); // where it lives next nobody makes it
        await Grains.GetGrain<IWake>(Page.ToGrainId()).Wake(Cancellation);
        _receiver.Answer();

        var delivered = await Eventually(
            async () => (await Get<IEventReads>().Pages(TenantId.Default, "e1", Cancellation)).Single(),
            page => page.Status == PageStatus.Delivered
        );
        Assert.Equal("delivered", Assert.Single(delivered.Attempts).Result);
        Assert.Equal(1, _receiver.Calls);
    }

    /// <summary>Takes its time.</summary>
    sealed class Receiver : IChannel
    {
        readonly TaskCompletionSource<Delivery> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int _calls;

        public ChannelKind Kind { get; } = new("slow", "Slow", []);

        public int Calls => Volatile.Read(ref _calls);

        public void Answer() => _answer.SetResult(Delivery.Delivered());

        public Task<Delivery> Send(PageMessage page, ChannelSpec channel, CancellationToken cancellation)
        {
            Interlocked.Increment(ref _calls);
            return _answer.Task;
        }
    }

    /// <summary>All of them are members.</summary>
    sealed class Others : ILives
    {
        public string Own => "the one before";

        public bool MayGoOn(string? life) => life == Own;
    }
}
