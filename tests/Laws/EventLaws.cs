using Watchfloor.Events;
using Watchfloor.Tests.Rules;

namespace Watchfloor.Tests.Laws;

public sealed class EventLaws : RulesLaws<EventRules, EventState, EventCommand, EventFact>
{
    protected override IReadOnlyList<EventCommand> Commands => EventSamples.Commands;

    protected override string Shape(EventState state) =>
        state is EventOpen { Body: var body }
            ? $"{base.Shape(state)} {body.Asides.Length > 0} {body.Unstable is not null} {body.Gathering is not null}"
            : base.Shape(state);

    protected override bool IsIdempotent(EventCommand command) => command is not (Merge or Comment or Reopen or PutAside);
}
