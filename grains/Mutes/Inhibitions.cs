using Watchfloor.Catalogue;
using Watchfloor.Events;

namespace Watchfloor.Mutes;

/// <summary>
/// Which open event inhibits which, by the rules of a tenant: events that meet at a rule with equal labels. Who is inhibited is a question to
/// the open events alone, never to the order in which they were told. What is inhibited inhibits others all the same: the trouble is there,
/// whoever is told of it. Of events that inhibit each other, at once or round a circle, only an earlier one inhibits a later one; so one of
/// each circle calls for people.
/// </summary>
public sealed class Inhibitions(IReadOnlyList<Entry<InhibitionSpec>> rules)
{
    readonly Dictionary<string, InhibitionNode> _open = [];
    readonly Dictionary<(string RuleId, string Equal), Meeting> _meetings = [];

    /// <summary>
    /// An event that is open looks so. One that does not call for people yet inhibits nobody. Says whom that can concern, itself among them.
    /// </summary>
    public IReadOnlySet<string> Put(string eventId, Detection seen, bool calls = true)
    {
        var concerned = Remove(eventId);
        concerned.Add(eventId);
        var node = Node(eventId, seen, calls);
        if (node.IsIdle)
            return concerned;
        _open[eventId] = node;
        node.Join();
        concerned.UnionWith(Ids(node.Behind()));
        return concerned;
    }

    /// <summary>It is over. Says whom that can concern.</summary>
    public HashSet<string> Remove(string eventId)
    {
        if (!_open.Remove(eventId, out var node))
            return [];
        var concerned = Ids(node.Behind()).ToHashSet();
        foreach (var meeting in node.Leave())
            _meetings.Remove(meeting.Key);
        return concerned;
    }

    /// <summary>How an event that is not here would be muted, and whether it may inhibit others.</summary>
    public (Mute? Mute, bool IsSource) Meet(string eventId, Detection seen)
    {
        var node = Node(eventId, seen, calls: !seen.Historical);
        var mute = MuteOf(node, cause: null);
        foreach (var meeting in node.Leave())
            _meetings.Remove(meeting.Key);
        return (mute, node.IsSource);
    }

    /// <summary>How an event is muted; while its cause inhibits it that stays the cause.</summary>
    public Mute? MuteOf(string eventId, string? cause) => _open.TryGetValue(eventId, out var node) ? MuteOf(node, cause) : null;

    static Mute? MuteOf(InhibitionNode node, string? cause)
    {
        var (by, rule) = cause is null ? default : node.By().FirstOrDefault(by => by.Source.Id == cause);
        if (by is null)
            (by, rule) = node.By().FirstOrDefault();
        return by is null
            ? null
            : new(AsideKind.Inhibited, by.Id, Aside.Short($"{by.Title} ({rule!.Spec.Name})"), Until: null, PausesSla: false);
    }

    InhibitionNode Node(string eventId, Detection seen, bool calls)
    {
        var labels = Labels.Of(seen);
        var node = new InhibitionNode(eventId, seen.Title);
        foreach (var rule in rules)
        {
            if (Equal(rule.Spec, labels) is not { } equal)
                continue;
            var (isSource, isTarget) = (calls && labels.Match(rule.Spec.Source), labels.Match(rule.Spec.Target));
            if (isSource || isTarget)
                node.Meets(At((rule.Id, equal), rule), isSource, isTarget);
        }
        return node;
    }

    Meeting At((string RuleId, string Equal) key, Entry<InhibitionSpec> rule)
    {
        if (!_meetings.TryGetValue(key, out var meeting))
            _meetings.Add(key, meeting = new(key, rule));
        return meeting;
    }

    /// <summary>What must be equal, put together; null where a label is not there: that equals nothing.</summary>
    static string? Equal(InhibitionSpec rule, Labels labels)
    {
        var values = rule.Equal.Select(label => labels[label]).ToList();
        return values.Contains("") ? null : string.Concat(values.Select(value => $"{value.Length}:{value}"));
    }

    static IEnumerable<string> Ids(IEnumerable<InhibitionNode> nodes) => nodes.Select(node => node.Id);
}
