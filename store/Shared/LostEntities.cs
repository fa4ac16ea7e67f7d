namespace Watchfloor.Store;

/// <summary>
/// Entities that lost a commit, or whose commit failed. What they had enqueued behind it was decided on a state that never came to be, and is
/// lost too, even where its version happens to fit. Whatever comes after the answer is judged by its version alone.
/// </summary>
sealed class LostEntities
{
    readonly HashSet<EntityId> _unanswered = [];
    readonly List<EntityId> _ofAttempt = [];
    readonly Dictionary<EntityId, long> _answered = [];

    public bool AnyUnanswered => _unanswered.Count > 0;

    /// <summary>A flush begins: it holds everything that was enqueued before the answers of the one before it.</summary>
    public void Begin()
    {
        _unanswered.Clear();
        Attempt();
    }

    /// <summary>What is added from here on can be taken back.</summary>
    public void Attempt() => _ofAttempt.Clear();

    /// <summary>Nothing of the attempt came to be, so nobody lost anything to it.</summary>
    public void TakeBack() => _unanswered.ExceptWith(_ofAttempt);

    public void Add(EntityId entity)
    {
        if (_unanswered.Add(entity))
            _ofAttempt.Add(entity);
    }

    public bool Contains(EntityId entity, long ticket) =>
        _unanswered.Contains(entity) || (_answered.TryGetValue(entity, out var last) && ticket <= last);

    /// <summary>
    /// The answers are given; <paramref name="tickets"/> writes were enqueued by then, and those up to <paramref name="through"/> are
    /// behind us: all, where a flush takes everything that waits.
    /// </summary>
    public void Answered(long tickets, long through = long.MaxValue)
    {
        foreach (var (entity, last) in _answered)
        {
            if (last <= through)
                _answered.Remove(entity);
        }
        foreach (var entity in _unanswered)
            _answered[entity] = tickets;
    }
}
