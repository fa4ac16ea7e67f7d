namespace Watchfloor.Store.Sqlite;

/// <summary>
/// Entities that lost a commit. What they had enqueued behind it was decided on a state that never came to be, and is lost too, even
/// where its version happens to fit. Whatever comes after the answer is judged by its version alone.
/// </summary>
sealed class LostEntities
{
    const long Unanswered = long.MaxValue;

    readonly Dictionary<EntityId, long> _until = [];

    public void Add(EntityId entity) => _until[entity] = Unanswered;

    public bool Contains(EntityId entity, long ticket) => _until.Count > 0 && _until.TryGetValue(entity, out var until) && ticket <= until;

    /// <summary>The answers are given: commits up to this ticket were enqueued before them.</summary>
    public void Settle(long issued)
    {
        if (_until.Count == 0)
            return;
        foreach (var (entity, until) in _until)
        {
            if (until == Unanswered)
                _until[entity] = issued;
            else
                _until.Remove(entity); // the flush that followed held everything up to it
        }
    }
}
