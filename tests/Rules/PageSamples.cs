using Watchfloor.Events;
using Watchfloor.Notifications;

namespace Watchfloor.Tests.Rules;

/// <summary>A page to the pager, as the first level of a policy asked for it.</summary>
static class PageSamples
{
    public static readonly DateTimeOffset T0 = EventSamples.T0;
    public static readonly SendPage Send = new("e1", "p1", "Night shift", 1, 1, "pager", Severity.High, T0, "due");
    public static readonly PageDue Due = new("e1", "p1", "Night shift", 1, 1, "pager", Severity.High, T0, "due", T0);
    public static readonly BeginAttempt Begin = new("The pager", "webhook");

    public static EndAttempt End(int attempt, DeliveryResult result, string? detail = null, bool crossed = false) =>
        new(attempt, result, detail, crossed, Jitter: 0.5);

    public static AttemptStarted Started(int attempt, DateTimeOffset at) => new(attempt, "The pager", "webhook", at);

    public static readonly PageCommand[] Commands =
    [
        Send,
        Begin,
        End(1, DeliveryResult.Delivered, "HTTP 200"),
        End(1, DeliveryResult.Failed, "HTTP 503"),
        End(1, DeliveryResult.Refused, "HTTP 410"),
        End(2, DeliveryResult.Failed),
        End(2, DeliveryResult.Delivered, crossed: true),
        new SuppressPage("acknowledged by ana"),
        new CallOffAttempt(1, "acknowledged by ben"),
        new LoseAttempt(1),
        new WithholdPage(Send, "shelved by ana"),
        new ResumePage(),
        new ResendPage("ana", "the phone was lost"),
        new PageTick(),
    ];
}
