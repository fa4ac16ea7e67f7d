using Watchfloor.Notifications;
using Watchfloor.Tests.Rules;

namespace Watchfloor.Tests.Laws;

public sealed class PageLaws : RulesLaws<PageRules, PageState, PageCommand, PageFact>
{
    protected override IReadOnlyList<PageCommand> Commands => PageSamples.Commands;

    protected override bool IsIdempotent(PageCommand command) =>
        command is SendPage or WithholdPage or ResumePage or SuppressPage or EndAttempt or CallOffAttempt or LoseAttempt;

    /// <summary>The grain attempts what is due, or suppresses it; either way the deadline moves.</summary>
    protected override PageState AfterTick(PageState state, DateTimeOffset now) =>
        PageRules.IsDue(state, now) ? PageRules.Decide(state, PageSamples.Begin, now).Facts.Aggregate(state, PageRules.Evolve) : state;
}
