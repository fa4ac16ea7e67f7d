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
/// durable, and only then lets the channel open a socket. A process that dies in between costs a repeat under the same
/// key, never a page.
/// </summary>
[GrainType(Kinds.Page), HashBasedPlacement]
public sealed class PageGrain(
    RuledGrainContext context,
    ICatalogueReads catalogue,
    IServiceProvider services,
    IIds ids,
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
        if (PageRules.IsDue(State, Now) && State is OpenPage page)
            await Attempt(page.Body, cancellation);
    }

    async Task Attempt(PageBody page, CancellationToken cancellation)
    {
        var attention = await Attention(page, cancellation);
        var channel = attention.Needed ? await catalogue.Find<ChannelSpec>(Self.Tenant, Kinds.Channel, page.ChannelId, cancellation) : null;
        PageCommand next =
            !attention.Needed ? new SuppressPage(attention.Reason ?? "nobody needs it any more")
            : channel is null ? new SuppressPage("the channel was removed")
            : new BeginAttempt(channel.Spec.Name, channel.Spec.Kind);
        var outcome = await Tell(next, cancellation);
        if (!attention.Needed && outcome.Kind == OutcomeKind.Done)
            await LookAgain(page);
        // Refused: another tick was faster, and its attempt is under way.
        if (next is BeginAttempt && outcome.Kind == OutcomeKind.Done && State is AttemptingPage begun)
            _ = Send(begun.Body, attention, channel!.Spec); // observes its own failures; the turn goes on
    }

    /// <summary>
    /// The event may have been given back while we asked, and what says so may have come before we wrote down that nobody needs it. What is
    /// suppressed has no deadline, so the tick that brought us here is cancelled by now.
    /// </summary>
    async Task LookAgain(PageBody page)
    {
        if (!(await Attention(page, CancellationToken.None)).Needed)
            return;
        await Tell(new ResumePage(), CancellationToken.None);
        if (State is DuePage again)
            await Attempt(again.Body, CancellationToken.None);
    }

    async Task Send(PageBody page, Attention attention, ChannelSpec channel)
    {
        CallerContext.Follow(ArmedBy); // the attempt, which is durable now
        try
        {
            DelayDeactivation(PageRules.AttemptTimeout);
            var began = Stopwatch.GetTimestamp();
            var delivery = await Deliver(Message(page, attention), channel);
            meters.Attempted(channel.Kind, delivery.Result, Stopwatch.GetElapsedTime(began));
            var after = await Attention(page, CancellationToken.None);
            var crossed = !after.Needed;
            await Tell(new EndAttempt(page.Attempt, delivery.Result, delivery.Detail, crossed, ids.Chance()), CancellationToken.None);
        }
        catch (Exception e)
        {
            // The ledger says that it began and not how it ended; when its time is over it is lost, and made again.
            log.LogWarning(e, "Nobody could record how attempt {Attempt} of {Page} ended", page.Attempt, Self);
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
