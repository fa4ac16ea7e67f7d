using System.Text;
using System.Text.Json;
using Watchfloor.Catalogue;
using Watchfloor.Devices;
using Watchfloor.Escalations;
using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Notifications;
using Watchfloor.Plant;
using Watchfloor.Tests.Laws;
using Watchfloor.Tests.Rules;

namespace Watchfloor.Tests.Docs;

/// <summary>Draws the state machines by walking the rules: what the page shows is what the rules do.</summary>
static class StateMachines
{
    public static string Page() =>
        string.Join(
            '\n',
            "# State machines",
            "",
            "Drawn from the rules by `tests/Docs/StateMachines.cs`; a test fails when this page is stale, and with",
            "`WATCHFLOOR_ACCEPT=1` in its environment it writes the page anew. An arrow names the command and, behind the",
            "slash, the facts that it records. Commands that change nothing, and refusals, are not drawn. ⏰ marks states that",
            "have a deadline.",
            "",
            Machine<EventRules, EventState, EventCommand, EventFact>(
                "Event",
                EventSamples.Commands,
                state => Word(state, "Event"),
                EventSamples.Shape
            ),
            Machine<EscalationRules, EscalationState, EscalationCommand, EscalationFact>(
                "Escalations of an event",
                EscalationSamples.Commands,
                state => Word(state, "Escalation")
            ),
            Machine<PageRules, PageState, PageCommand, PageFact>("Page", PageSamples.Commands, state => Word(state, "", "Page")),
            Machine<DeviceRules, DeviceState, DeviceCommand, DeviceFact>(
                "A rule on a device",
                [.. DeviceSamples.Commands.Where(command => command is not (Watch { RuleId: "r2" } or Unwatch { RuleId: "r2" }))],
                state => state.Rule("r1") is { } rule ? Word(rule.Condition, "") : "unwatched"
            ),
            Machine<FacilityRules, CatalogueState<FacilitySpec>, CatalogueCommand<FacilitySpec>, CatalogueFact<FacilitySpec>>(
                "Entry of the catalogue (facility, channel, escalation policy, rule)",
                CatalogueSamples.Commands(CatalogueSamples.Works, CatalogueSamples.Annex),
                state => Word(state, "")
            )
        );

    static string Machine<TRules, TState, TCommand, TFact>(
        string title,
        IReadOnlyList<TCommand> commands,
        Func<TState, string> name,
        Func<TState, string>? shape = null
    )
        where TRules : IRules<TState, TCommand, TFact>
        where TState : notnull
        where TCommand : notnull
        where TFact : notnull
    {
        var (states, steps) = Exploration<TRules, TState, TCommand, TFact>.Walk(commands, shape ?? name, EventSamples.T0);
        var armed = states
            .Where(reached => TRules.DueAt(reached.State) is not null)
            .Select(reached => name(reached.State))
            .Distinct()
            .ToHashSet();
        var page = new StringBuilder($"## {title}\n\n```mermaid\nstateDiagram-v2\n    [*] --> {name(TRules.Initial)}\n");
        foreach (var state in states.Select(reached => name(reached.State)).Distinct())
            page.Append($"    {state} : {state.Replace('_', ' ')}{(armed.Contains(state) ? " ⏰" : "")}\n");
        var arrows = from step in steps select (From: name(step.From), To: name(step.To), Label: Label(step.Command, step.Facts));
        foreach (
            var (from, to, label) in arrows.Distinct().OrderBy(arrow => arrow.From).ThenBy(arrow => arrow.To).ThenBy(arrow => arrow.Label)
        )
            page.Append($"    {from} --> {to} : {label}\n");
        return page.Append("```\n").ToString();
    }

    /// <summary>The same fact twice in one commit is drawn once.</summary>
    static string Label<TFact>(object command, IReadOnlyList<TFact> facts)
        where TFact : notnull =>
        $"{Spaced(command.GetType().Name)} / {string.Join(", ", facts.Select(fact => FactNames.Of(fact.GetType()).Replace('-', ' ')).Distinct())}";

    static string Word(object state, string prefix, string suffix = "")
    {
        var name = Plain(state.GetType().Name);
        name = name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name;
        name = suffix.Length > 0 && name.EndsWith(suffix, StringComparison.Ordinal) ? name[..^suffix.Length] : name;
        return Spaced(name).Replace(' ', '_');
    }

    static string Spaced(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(Plain(name)).Replace('_', ' ');

    /// <summary>Without the arity of a generic type.</summary>
    static string Plain(string name) => name.Split('`')[0];
}
