using System.Collections.Immutable;
using Watchfloor.Kernel;

namespace Watchfloor.Notifications;

public sealed partial class PageRules
{
    /// <inheritdoc/>
    public static Document? Describe(EntityId self, PageState state, long version) =>
        state is KnownPage known ? new(View(self, known), Columns(known)) : null;

    static PageView View(EntityId self, KnownPage state)
    {
        var body = state.Body;
        return new()
        {
            Id = self.Id,
            EventId = body.EventId,
            PolicyId = body.PolicyId,
            PolicyName = body.PolicyName,
            Level = body.Level,
            Round = body.Round,
            ChannelId = body.ChannelId,
            ChannelName = body.ChannelName,
            ChannelKind = body.ChannelKind,
            Status = StatusOf(state),
            Reason = state switch
            {
                DeadPage dead => dead.Reason,
                SuppressedPage suppressed => suppressed.Reason,
                _ => body.Reason,
            },
            Cause = body.Reason,
            DueAt = body.DueAt,
            Resent = body.Resent,
            Attempts = body.Attempts,
            DeliveredAt = (state as DeliveredPage)?.At,
            Crossed = state is DeliveredPage { Crossed: true },
            Key = body.KeyOf(self.Id),
        };
    }

    static PageStatus StatusOf(KnownPage state) =>
        state switch
        {
            AttemptingPage => PageStatus.Attempting,
            RetryingPage => PageStatus.Retrying,
            DeliveredPage => PageStatus.Delivered,
            DeadPage => PageStatus.Dead,
            SuppressedPage => PageStatus.Suppressed,
            _ => PageStatus.Due,
        };

    static ImmutableArray<Column> Columns(KnownPage state) =>
        [
            new("event_id", state.Body.EventId),
            new("status", WireWords.Of(StatusOf(state))),
            new("due_at", state.Body.DueAt),
            new("level", (long)state.Body.Level),
            new("channel_id", state.Body.ChannelId),
        ];
}
