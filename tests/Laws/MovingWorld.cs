using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Tests.Rules;

namespace Watchfloor.Tests.Laws;

/// <summary>
/// Events as rules alone, with the messages between them under way: in order from one to another, otherwise whenever the walk says. Detections
/// and clears find their event as correlation would have it.
/// </summary>
sealed class MovingWorld
{
    readonly Dictionary<string, EventState> _events = [];
    readonly Dictionary<string, string> _homes = []; // of conditions: the event that they are led to first
    readonly List<(string From, string To, EventCommand Command)> _messages = [];
    DateTimeOffset _now = EventSamples.T0;
    int _ids;

    /// <summary>What is really wrong.</summary>
    public HashSet<string> Wrong { get; } = [];

    /// <summary>How bad it was seen at the worst.</summary>
    public Dictionary<string, Severity> Worst { get; } = [];

    public IReadOnlyList<string> Ids => [.. _events.Keys];

    /// <summary>Which open events hold a condition.</summary>
    public IReadOnlyList<string> HoldersOf(string key) =>
        [.. _events.Where(known => known.Value is EventOpen { Body: var body } && body.Holds(key)).Select(known => known.Key)];

    public Severity SeverityOf(string eventId) => ((EventKnown)_events[eventId]).Body.Severity;

    public void Seen(string key, Severity severity)
    {
        Wrong.Add(key);
        Worst[key] = Worst.TryGetValue(key, out var worst) && worst < severity ? worst : severity;
        var moved = HoldersOf(key).FirstOrDefault(id => ((EventKnown)_events[id]).Body is { Moves: > 0 } or { SplitFrom: not null });
        var eventId = moved ?? _homes.GetValueOrDefault(key);
        var detection = EventSamples.Condition(key, severity) with { DetectedAt = _now };
        for (var hop = 0; eventId is not null && Do(eventId, new Merge(detection)) is not null; hop++)
            eventId = hop < 16 ? Successor(eventId) : null; // two may just be on their way to each other
        if (eventId is not null)
            return;
        eventId = _homes[key] = $"e{++_ids}";
        Do(eventId, new Raise(detection));
    }

    public void Over(string key)
    {
        Wrong.Remove(key);
        Worst.Remove(key);
        foreach (var eventId in HoldersOf(key))
            Do(eventId, new Clear(key, _now));
    }

    public void Merge(string from, string into)
    {
        if (from != into && _events[into] is EventOpen)
            Do(from, new MergeInto("ana", into));
    }

    public void Split(string eventId, string key)
    {
        var newId = $"e{++_ids}";
        if (Do(eventId, new Split("ana", newId, [key])) is null)
            _events[newId] = EventRules.Initial;
    }

    /// <summary>One message arrives: the oldest of one of the lines.</summary>
    public void Deliver(int which)
    {
        var lines = _messages.DistinctBy(message => (message.From, message.To)).ToList();
        if (lines.Count == 0)
            return;
        var message = lines[which % lines.Count];
        _messages.Remove(message);
        Do(message.To, message.Command);
        if (message.Command is BreakOff off)
        {
            foreach (var contributor in off.Contributors)
                _homes[contributor.ConditionKey] = message.To;
        }
    }

    public void DeliverAll()
    {
        while (_messages.Count > 0)
            Deliver(0);
    }

    string? Successor(string eventId) =>
        _events[eventId] switch
        {
            EventMerged merged => merged.Into,
            EventKnown { Body.Leaving: { IsWhole: true } leaving } => leaving.To,
            _ => null,
        };

    Refused? Do(string eventId, EventCommand command)
    {
        _now = _now.AddSeconds(1);
        var state = _events.GetValueOrDefault(eventId, EventRules.Initial);
        var decision = EventRules.Decide(state, command, _now);
        foreach (var fact in decision.Facts)
        {
            state = EventRules.Evolve(state, fact);
            foreach (var effect in EventRules.Effects(new(Kinds.Event, TenantId.Default, eventId), state, fact))
            {
                if (effect.Command is EventCommand told)
                    _messages.Add((eventId, effect.Target.Id, told));
            }
        }
        _events[eventId] = state;
        return decision.Refusal;
    }
}
