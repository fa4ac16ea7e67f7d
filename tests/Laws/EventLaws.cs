using Watchfloor.Events;
using Watchfloor.Tests.Rules;

namespace Watchfloor.Tests.Laws;

public sealed class EventLaws : RulesLaws<EventRules, EventState, EventCommand, EventFact>
{
    protected override IReadOnlyList<EventCommand> Commands => EventSamples.Commands;

    protected override int OfOneShape => 3;

    protected override string Shape(EventState state) =>
        state is EventKnown { Body: var body }
            ? $"{base.Shape(state)} {body.Asides.Length > 0} {body.Unstable is not null} {body.Gathering is not null} {Held(body)}"
            : base.Shape(state);

    static string Held(EventBody body) =>
        $"{Math.Min(body.Contributors.Length, 2)} {body.Leaving?.IsWhole} {body.Leaving?.Gone.Length > 0}";

    // A tick is about its minute: what settles in the next one is news. That it repeats at the same instant is a law of its own.
    protected override bool IsIdempotent(EventCommand command) =>
        command is not (Merge or Comment or Reopen or PutAside or TakeIn or LetGo or Escalate or EventTick);
}
