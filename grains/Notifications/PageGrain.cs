using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Placement;
using Watchfloor.Channels;
using Watchfloor.Events;
using Watchfloor.Kernel;

namespace Watchfloor.Notifications;

/// <summary>
/// One delivery. When an attempt is due it asks the event whether anybody still needs to hear of it, makes the attempt
/// durable, asks once more, and only then lets the channel open a socket: so nobody is paged by an attempt that began after
/// an acknowledge. A process that dies in between costs a repeat under the same key, never a page: where the page lives next, the attempt is made
/// again as soon as somebody looks. If the page only moves, its attempt goes on where it began, and tells it how it ended.
/// </summary>
[GrainType(Kinds.Page), HashBasedPlacement]
public sealed class PageGrain(
    RuledGrainContext context,
    ICatalogueReads catalogue,
    IServiceProvider services,
    IIds ids,
    AttemptsUnderWay underWay,
    ILives lives,
    IOptions<ChannelOptions> options,
    GrainMeters meters,
    ILogger<PageGrain> log
) : RuledGrain<PageRules, PageState, PageCommand, PageFact>(context), IPageGrain
{
    /// <summary>Network time, not domain time: a leap of the domain's clock must not cut a socket.</summary>
    static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task Due(CancellationToken cancellation)
    {
        await base.Due(cancellation);
        if (State is AttemptingPage begun && !underWay.IsMade(Self, begun.Body.Attempt) && !lives.MayGoOn(begun.Life))
        {
            CallerContext.Follow(await DeadlineTrace(cancellation)); // nobody waited for the time of this
            await Tell(new LoseAttempt(begun.Body.Attempt), cancellation);
        }
        if (PageRules.IsDue(State, Now) && State is OpenPage page)
            await Attempt(page.Body, cancellation);
    }

    async Task Attempt(PageBody page, CancellationToken cancellation)
    {
        var attention = await Attention(page, cancellation);
        var channel = attention.Needed ? await catalogue.Find<ChannelSpec>(Self.Tenant, Kinds.Channel, page.ChannelId, cancellation) : null;
        if (channel is not null)
        {
            await Begin(page.Attempt + 1, channel.Spec, cancellation);
            return;
        }
        var why = attention.Needed ? "the channel was removed" : attention.Reason ?? "nobody needs it any more";
        var outcome = await Tell(new SuppressPage(why), cancellation);
        if (!attention.Needed && outcome.Kind == OutcomeKind.Done)
            await LookAgain(page);
    }

    async Task Begin(int attempt, ChannelSpec channel, CancellationToken cancellation)
    {
        if (!underWay.TryBegin(Self, attempt))
            return; // another tick was faster
        var isSending = false;
        try
        {
            var outcome = await Tell(new BeginAttempt(channel.Name, channel.Kind, lives.Own), cancellation);
            if (outcome.Kind != OutcomeKind.Done || State is not AttemptingPage begun || begun.Body.Attempt != attempt)
                return;
            isSending = true;
            _ = Send(begun.Body, channel); // observes its own failures; the turn goes on
        }
        finally
        {
            if (!isSending)
                underWay.End(Self, attempt);
        }
    }

    /// <summary>
    /// The event may have been given back while we asked, and what says so may have come before we wrote down that nobody needs it. What is
    /// suppressed has no deadline, so the tick that brought us here is cancelled by now.
    /// </summary>
    async Task LookAgain(PageBody page)
    {
        if (State is not SuppressedPage || !(await Attention(page, CancellationToken.None)).Needed)
            return;
        await Tell(new ResumePage(), CancellationToken.None);
        if (State is DuePage again)
            await Attempt(again.Body, CancellationToken.None);
    }

    async Task Send(PageBody page, ChannelSpec channel)
    {
        CallerContext.Follow(ArmedBy); // the attempt, which is durable now
        try
        {
            DelayDeactivation(PageRules.AttemptTimeout);
            // What was acknowledged while the attempt became durable is not sent any more; what is acknowledged from here on crosses it.
            var attention = await Attention(page, CancellationToken.None);
            if (!attention.Needed)
            {
                await Tell(new CallOffAttempt(page.Attempt, attention.Reason ?? "nobody needs it any more"), CancellationToken.None);
                await LookAgain(page);
                return;
            }
            var began = Stopwatch.GetTimestamp();
            var delivery = await Deliver(Message(page, attention), channel);
            meters.Attempted(channel.Kind, delivery.Result, Stopwatch.GetElapsedTime(began));
            await Record(new(page.Attempt, delivery.Result, delivery.Detail, await HasCrossed(page), ids.Chance()));
        }
        catch (Exception e)
        {
            // The ledger says that it began and not how it ended; who looks next finds it lost, and makes it again.
            log.LogWarning(e, "Nobody could record how attempt {Attempt} of {Page} ended", page.Attempt, Self);
        }
        finally
        {
            underWay.End(Self, page.Attempt);
        }
    }

    /// <summary>
    /// Whether nobody needs it any more by now. Where its event cannot be asked nobody can say so, and it is not said: that the receiver has
    /// the page is recorded all the same.
    /// </summary>
    async Task<bool> HasCrossed(PageBody page)
    {
        try
        {
            return !(await Attention(page, CancellationToken.None)).Needed;
        }
        catch (Exception e)
        {
            log.LogWarning(e, "Whether {Page} crossed an acknowledge could not be asked", Self);
            return false;
        }
    }

    /// <summary>Where the page has moved while its receiver was at it, it is told where it is now, before it makes the attempt again.</summary>
    async Task Record(EndAttempt end)
    {
        try
        {
            await Tell(end, CancellationToken.None);
        }
        catch (StaleActivationException)
        {
            await GrainFactory.GetGrain<IPageGrain>(Self.Key).Do(end, new($"attempt-{end.Attempt}-ended"), CancellationToken.None);
        }
    }

    async Task<Delivery> Deliver(PageMessage message, ChannelSpec channel)
    {
        if (services.GetKeyedService<IChannel>(channel.Kind) is not { } adapter)
            return Delivery.Refused($"this installation has no channel of kind '{channel.Kind}'");
        using var deadline = new CancellationTokenSource(SendTimeout);
        try
        {
            return await adapter.Send(message, channel, deadline.Token);
        }
        catch (Exception e)
        {
            log.LogWarning(e, "The channel {Channel} failed in itself", channel.Name);
            return Delivery.Failed(e.Message);
        }
    }

    PageMessage Message(PageBody page, Attention attention) =>
        new()
        {
            EventId = page.EventId,
            Title = attention.Title,
            Severity = attention.Severity,
            Level = page.Level,
            Round = page.Round,
            Status = attention.Status,
            Category = attention.Category,
            FacilityId = attention.FacilityId,
            Policy = page.PolicyName,
            DueAt = page.DueAt,
            Key = page.KeyOf(Self.Id),
            Reason = page.Reason,
            Url = options.Value.LinkTo(page.EventId),
        };

    Task<Attention> Attention(PageBody page, CancellationToken cancellation) =>
        page.Forced ? Event(page).ForcedAttention(cancellation) : Event(page).Attention(cancellation);

    IEventGrain Event(PageBody page) => GrainFactory.GetGrain<IEventGrain>(new EntityId(Kinds.Event, Self.Tenant, page.EventId).Key);
}
