using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Watchfloor.Events;

namespace Watchfloor.Kernel;

/// <summary>Delivers a message: tries with a growing wait until it arrives, or until it is a matter for people.</summary>
sealed class Attempts(
    IOutbox outbox,
    IGrainFactory grains,
    IEnumerable<IDelivery> deliveries,
    IIds ids,
    KernelMeters meters,
    TimeProvider clock,
    ILogger log
)
{
    const int Telling = 10;
    static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    readonly FrozenDictionary<string, IDelivery> _deliveries = deliveries.ToFrozenDictionary(delivery => delivery.Kind);

    /// <summary>Says so before it waits for another attempt.</summary>
    public async Task<DeliveryEnd> Deliver(Outgoing message, int patience, Action<Outgoing> waits, CancellationToken stopping)
    {
        var spared = 0; // as often as it takes until the cluster is upgraded, or who was away is back: that is no failure of the message
        for (var attempt = message.Attempts + 1; ; attempt++)
        {
            CallerContext.Follow(message.Trace);
            using var span = DeliverySpan.Begin(message, attempt);
            try
            {
                var delivery = _deliveries.TryGetValue(message.Target.Kind, out var known)
                    ? known
                    : throw new InvalidOperationException($"nothing takes messages of kind '{message.Target.Kind}'");
                var outcome = await delivery.Deliver(grains, message, stopping);
                span?.SetTag("watchfloor.outcome", outcome.Kind.ToString().ToLowerInvariant());
                if (outcome.Kind == OutcomeKind.Held)
                {
                    spared++;
                    throw new InvalidOperationException(outcome.Reason);
                }
                if (!outcome.Succeeded)
                    KernelLog.Refused(log, message.Target, message.Command, message.Source, outcome.Reason);
                meters.Delivered();
                return outcome.Kind == OutcomeKind.Done || delivery.StandsRepeats(message.Command)
                    ? DeliveryEnd.Delivered
                    : DeliveryEnd.DeliveredWithoutTrace;
            }
            catch (Exception e) when (!(e is OperationCanceledException && stopping.IsCancellationRequested))
            {
                meters.DeliveryFailed();
                span?.Fail(e.GetType().Name);
                // The whole story once in a while, a line each time.
                var story = attempt % Telling == 1 ? e : null;
                KernelLog.NotDelivered(log, story, message.Command, message.Source, message.Target, attempt, e.Message);
                span?.Stop(); // the wait before the next attempt is none of its time
                if (IsOutage(e))
                    spared++;
                if (attempt - spared >= patience && await GaveUp(message, e, stopping))
                    return DeliveryEnd.GivenUp;
                waits(message);
                await Count(message, attempt - spared, e);
                await Task.Delay(Backoff(attempt), clock, stopping);
            }
        }
    }

    /// <summary>
    /// Somebody is away: the database, a silo, whoever serves the target now. That says nothing of the message, and lasts as long as it lasts.
    /// Where the store is there and will never keep what comes of the message, nobody is away.
    /// </summary>
    static bool IsOutage(Exception e) =>
        e
            is TimeoutException
                or StoreFailedException { IsUnfit: false }
                or StaleActivationException { IsUnfit: false }
                or OrleansException
                or OperationCanceledException;

    /// <summary>The count is for people. Where even that cannot be written, the line goes on all the same.</summary>
    async Task Count(Outgoing message, int attempt, Exception why)
    {
        try
        {
            await outbox.Failed(message.Seq, attempt, why.Message);
        }
        catch (Exception e)
        {
            log.LogDebug(e, "The failed attempt {Attempt} of message {Seq} could not be counted", attempt, message.Seq);
        }
    }

    /// <summary>The event first, then the parking: if the event cannot be raised, the message goes on being tried.</summary>
    async Task<bool> GaveUp(Outgoing message, Exception why, CancellationToken stopping)
    {
        try
        {
            var detection = UndeliveredMessage.Detection(message, why, clock.GetUtcNow());
            var correlation = CorrelationKey.Of(message.Target.Tenant, detection.FacilityId, detection.Category);
            await grains.GetGrain<ICorrelationGrain>(correlation.ToGrainId()).Take(detection, new($"undelivered/{message.Seq}"), stopping);
            await outbox.Park(message.Seq, why.Message);
            return true;
        }
        catch (Exception e) when (!(e is OperationCanceledException && stopping.IsCancellationRequested))
        {
            log.LogError(e, "{Command} to {Target} could not be parked; it goes on being tried", message.Command, message.Target);
            return false;
        }
    }

    TimeSpan Backoff(int attempt)
    {
        var wait = TimeSpan.FromMilliseconds(50) * Math.Pow(2, Math.Min(attempt, 12)) * (0.5 + ids.Chance());
        return wait < LongestWait ? wait : LongestWait;
    }
}

/// <summary>How the delivery of a message ended.</summary>
enum DeliveryEnd
{
    /// <summary>Its target knows it, or stands it, when it comes again.</summary>
    Delivered,

    /// <summary>
    /// It changed nothing, or was refused, so its target does not know it when it comes again; behind later ones of its line it could undo what
    /// those did. It must be forgotten before they go.
    /// </summary>
    DeliveredWithoutTrace,

    /// <summary>It is a matter for people.</summary>
    GivenUp,
}
