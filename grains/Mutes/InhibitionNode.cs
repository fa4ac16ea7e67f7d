using Watchfloor.Catalogue;

namespace Watchfloor.Mutes;

/// <summary>Where the events meet that one rule holds against each other: those whose labels are equal.</summary>
sealed class Meeting((string RuleId, string Equal) key, Entry<InhibitionSpec> rule)
{
    public (string RuleId, string Equal) Key => key;

    public Entry<InhibitionSpec> Rule => rule;

    /// <summary>In the order of their raising.</summary>
    public SortedSet<InhibitionNode> Sources { get; } = new(InhibitionNode.ByAge);

    public HashSet<InhibitionNode> Targets { get; } = [];

    public bool IsEmpty => Sources.Count + Targets.Count == 0;
}

/// <summary>An open event as rules of inhibition see it.</summary>
sealed class InhibitionNode(string id, string title)
{
    readonly List<Meeting> _asSource = [];
    readonly List<Meeting> _asTarget = [];

    public static IComparer<InhibitionNode> ByAge { get; } =
        Comparer<InhibitionNode>.Create((one, other) => string.CompareOrdinal(one.Id, other.Id));

    /// <summary>Ids are in the order of raising.</summary>
    public string Id => id;

    public string Title => title;

    public bool IsSource => _asSource.Count > 0;

    /// <summary>No rule has anything to do with it.</summary>
    public bool IsIdle => _asSource.Count + _asTarget.Count == 0;

    public void Meets(Meeting meeting, bool isSource, bool isTarget)
    {
        if (isSource)
            _asSource.Add(meeting);
        if (isTarget)
            _asTarget.Add(meeting);
    }

    public void Join()
    {
        foreach (var meeting in _asSource)
            meeting.Sources.Add(this);
        foreach (var meeting in _asTarget)
            meeting.Targets.Add(this);
    }

    /// <summary>Says which meetings are empty without it.</summary>
    public IEnumerable<Meeting> Leave()
    {
        foreach (var meeting in _asSource)
            meeting.Sources.Remove(this);
        foreach (var meeting in _asTarget)
            meeting.Targets.Remove(this);
        return _asSource.Concat(_asTarget).Where(meeting => meeting.IsEmpty);
    }

    /// <summary>
    /// All that it meets as their source, and all that they meet so, and so on; itself where that goes in a circle. Each meeting is looked
    /// through once, however many sources lead there.
    /// </summary>
    public HashSet<InhibitionNode> Behind(Action<InhibitionNode>? looksAt = null)
    {
        var behind = new HashSet<InhibitionNode>();
        var firsts = new Dictionary<Meeting, InhibitionNode>();
        var open = new Stack<InhibitionNode>([this]);
        while (open.TryPop(out var node))
        {
            foreach (var meeting in node._asSource)
            {
                // Nobody meets itself: who came first is left to the next one.
                if (firsts.TryAdd(meeting, node))
                    Reach(meeting.Targets.Where(target => target != node));
                else if (meeting.Targets.Contains(firsts[meeting]))
                    Reach([firsts[meeting]]);
            }
        }
        return behind;

        void Reach(IEnumerable<InhibitionNode> targets)
        {
            foreach (var target in targets)
            {
                looksAt?.Invoke(target);
                if (behind.Add(target) && target.IsSource)
                    open.Push(target);
            }
        }
    }

    /// <summary>
    /// Who inhibits it and by which rule: whoever was raised before it, and whoever was raised later and is not behind it. So nobody stands in
    /// a circle, and whatever is inhibited has somebody before it who is not.
    /// </summary>
    public IEnumerable<(InhibitionNode Source, Entry<InhibitionSpec> Rule)> By()
    {
        HashSet<InhibitionNode>? behind = null;
        foreach (var meeting in _asTarget)
        {
            foreach (var source in meeting.Sources)
            {
                if (ByAge.Compare(source, this) is var age && (age < 0 || age > 0 && !(behind ??= Behind()).Contains(source)))
                    yield return (source, meeting.Rule);
            }
        }
    }
}
