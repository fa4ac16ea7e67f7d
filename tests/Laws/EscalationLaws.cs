using Watchfloor.Escalations;
using Watchfloor.Tests.Rules;

namespace Watchfloor.Tests.Laws;

public sealed class EscalationLaws : RulesLaws<EscalationRules, EscalationState, EscalationCommand, EscalationFact>
{
    protected override IReadOnlyList<EscalationCommand> Commands => EscalationSamples.Commands;

    protected override bool IsIdempotent(EscalationCommand command) => command is BeginEscalation or SilenceEscalation;
}
