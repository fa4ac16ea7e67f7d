using System.Collections.Immutable;
using Watchfloor.Kernel;

namespace Watchfloor.Escalations;

public sealed partial class EscalationRules
{
    /// <inheritdoc/>
    public static Document? Describe(EntityId self, EscalationState state, long version) =>
        state is EscalationUnknown ? null : new(View(self, state, version), Columns(self, state));

    static EscalationView View(EntityId self, EscalationState state, long version) =>
        state switch
        {
            EscalationBegan began => new(
                self.Id,
                StatusOf(began),
                (began as EscalationOnHold)?.Reason,
                [.. began.Runs.Select(run => View(run, began is EscalationOnHold))],
                version
            ),
            EscalationSilent silent => new(self.Id, EscalationStatus.Silent, silent.Reason, [], version),
            _ => throw new System.Diagnostics.UnreachableException($"{state} is not read by anybody"),
        };

    static EscalationStatus StatusOf(EscalationBegan began) =>
        began switch
        {
            EscalationRunning => EscalationStatus.Running,
            EscalationOnHold => EscalationStatus.OnHold,
            _ => EscalationStatus.Exhausted,
        };

    /// <summary>While it is held nobody can say when the next page goes out.</summary>
    static RunView View(EscalationRun run, bool isHeld) =>
        new(
            run.Policy.PolicyId,
            run.Policy.Spec.Name,
            run.Round,
            run.Level,
            isHeld ? null : run.NextAt,
            isHeld || run.NextAt is null ? [] : [.. run.ChannelsOf(run.Level)]
        );

    static ImmutableArray<Column> Columns(EntityId self, EscalationState state)
    {
        var next = Next(state);
        return
        [
            new("event_id", self.Id),
            new("next_at", next?.NextAt),
            new("next_level", (long?)next?.Level),
            new("next_policy", next?.Policy.Spec.Name),
        ];
    }
}

/// <summary>Where the escalations of an event stand.</summary>
public enum EscalationStatus
{
    /// <summary>Levels are to come.</summary>
    Running,

    /// <summary>All levels were reached.</summary>
    Exhausted,

    /// <summary>Somebody acted.</summary>
    Silent,

    /// <summary>The event is set aside.</summary>
    OnHold,
}

/// <summary>The escalations of an event as readers see them. Its id is the event's.</summary>
public sealed record EscalationView(string Id, EscalationStatus Status, string? Reason, IReadOnlyList<RunView> Runs, long Version);

/// <summary>
/// One policy on its way; without an instant it has reached its last level, or is held. <paramref name="Targets"/> are the channels that its
/// next level pages.
/// </summary>
public sealed record RunView(string PolicyId, string Policy, int Round, int Level, DateTimeOffset? NextAt, Values<string> Targets);
