using Watchfloor.Catalogue;
using Watchfloor.Escalations;
using Watchfloor.Events;
using Watchfloor.Notifications;
using Watchfloor.Tests.Rules;

namespace Watchfloor.Tests.Laws;

/// <summary>An event with its escalations as rules alone: commands at times, deadlines in between, and every page that is asked for.</summary>
sealed class EventLife(params PolicySnapshot[] policies)
{
    public EventState Event { get; private set; } = EventRules.Initial;

    public EscalationState Escalation { get; private set; } = EscalationRules.Initial;

    public List<LevelReached> Levels { get; } = [];

    /// <summary>Pages to be sent, each with the event as it was at that moment.</summary>
    public List<(SendPage Page, DateTimeOffset At, EventState Event)> Pages { get; } = [];

    public List<(WithholdPage Page, EventState Event)> Withheld { get; } = [];

    public void Do(EventCommand command, DateTimeOffset now)
    {
        Ring(now);
        Apply(command, now);
    }

    /// <summary>Every deadline until then, at its time.</summary>
    void Ring(DateTimeOffset now)
    {
        while (true)
        {
            var (own, others) = (
                EventRules.DueAt(Event) ?? DateTimeOffset.MaxValue,
                EscalationRules.DueAt(Escalation) ?? DateTimeOffset.MaxValue
            );
            if (own > now && others > now)
                return;
            if (own <= others)
                Apply(EventRules.Tick, own);
            else
                Climb(EscalationRules.Tick, others);
        }
    }

    void Apply(EventCommand command, DateTimeOffset now)
    {
        foreach (var fact in EventRules.Decide(Event, Asked(command), now).Facts)
        {
            Event = EventRules.Evolve(Event, fact);
            foreach (
                var effect in EventRules
                    .Effects(EventSamples.Self, Event, fact)
                    .Select(effect => effect.Command)
                    .OfType<EscalationCommand>()
            )
                Climb(Served(effect), now);
        }
    }

    /// <summary>What the grain of the event asks before it decides.</summary>
    EventCommand Asked(EventCommand command) =>
        command is Escalate escalate && Event is EventOpen { Body: var body } open
            ? escalate with
            {
                Obstacle = EscalationForce.Obstacle(Escalation, Served(EventRules.Begin(body, body.UpdatedAt)), open is EventNew),
            }
            : command;

    EscalationCommand Served(EscalationCommand command) =>
        command switch
        {
            BeginEscalation begin => Served(begin),
            BeginAnew anew => new BeginAnew(Served(anew.Begin)),
            WorsenEscalation worsen => worsen with { Begin = Served(worsen.Begin) },
            ResumeEscalation resume => resume with { Begin = Served(resume.Begin) },
            ForceEscalation { Begin: { } begin } force => force with { Begin = Served(begin) },
            _ => command,
        };

    /// <summary>Who serves the event as it is now.</summary>
    public Values<PolicySnapshot> Serving() =>
        Event is EventKnown { Body: var body } ? Served(EventRules.Begin(body, body.UpdatedAt)).Policies : [];

    BeginEscalation Served(BeginEscalation begin) =>
        begin with
        {
            Policies = PolicyMatching.Serving(begin, policies.Select(policy => new Entry<PolicySpec>(policy.PolicyId, 1, policy.Spec))),
        };

    void Climb(EscalationCommand command, DateTimeOffset now)
    {
        foreach (var fact in EscalationRules.Decide(Escalation, command, now).Facts)
        {
            Escalation = EscalationRules.Evolve(Escalation, fact);
            if (fact is LevelReached level)
                Levels.Add(level);
            foreach (var effect in EscalationRules.Effects(EscalationSamples.Self, Escalation, fact))
            {
                if (effect.Command is SendPage page)
                    Pages.Add((page, now, Event));
                if (effect.Command is WithholdPage withheld)
                    Withheld.Add((withheld, Event));
            }
        }
    }
}
